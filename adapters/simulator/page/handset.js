import { shareEar } from "./ear.js";
import { fromTemplate } from "./elements.js";
import { renderKeys } from "./held-keys.js";
import { fillKeypad, flash, playTone } from "./keypad.js";
import { legText, rings } from "./leg-text.js";
import { send } from "./server.js";
import { renderTranscript } from "./transcript.js";
import { Voice } from "./voice.js";

/** A telephone in a call: what is heard on it, its state, keys, and what its holder can do. */
export class Handset {
  #element;
  #voice = new Voice();
  #ear = shareEar(() => this.#listen(false));
  #call;
  #leg;
  #playing;
  #answeredAt;
  #clock;
  #onError;

  /** `element` gets the parts; `onError` hears in words what went wrong. */
  constructor(element, onError) {
    this.#element = element;
    this.#onError = onError;
    this.#part(".parts").replaceWith(fromTemplate("handset-template"));
    fillKeypad(this.#part(".keypad"), (key) => this.#press(key));
    this.#on(".answer", "click", () => this.#tell({ type: "answer" }));
    this.#on(".machine", "click", () => this.#tell({ type: "answer", by: "machine" }));
    this.#on(".decline", "click", () => this.#tell({ type: "decline" }));
    this.#on(".busy", "click", () => this.#tell({ type: "busy" }));
    this.#on(".hangup", "click", () => this.#tell({ type: "hangup" }));
    this.#on("[name=sound]", "change", ({ target }) => this.#listen(target.checked));
    this.#on(".say", "submit", (event) => {
      event.preventDefault();
      this.#say();
    });
    this.#element.addEventListener("keydown", (event) => this.#typed(event));
    this.#listen(this.#part("[name=sound]").checked);
    this.show();
  }

  get isLive() {
    return this.#leg !== undefined && this.#leg.status !== "ended";
  }

  close() {
    this.#voice.stop();
    this.#ear.leave();
    clearInterval(this.#clock);
  }

  /** Shows a leg of a call; neither: the phone lies there. */
  show(call, leg) {
    if (leg?.id !== this.#leg?.id) this.#answeredAt = undefined;
    if (leg?.status === "in_progress") this.#answeredAt ??= Date.now();
    this.#call = call;
    this.#leg = leg;
    this.#render();
    this.#hear();
  }

  #part(selector) {
    return this.#element.querySelector(selector);
  }

  #on(selector, event, handler) {
    this.#part(selector).addEventListener(event, handler);
  }

  #press(key) {
    if (this.#voice.enabled) playTone(key);
    if (this.isLive) void this.#tell({ type: "digit", digit: key });
  }

  /** The computer's keys press the phone's, but in a field they write. */
  #typed({ key, target, ctrlKey, metaKey, altKey }) {
    if (!this.isLive || target.matches("input") || ctrlKey || metaKey || altKey || !/^[0-9*#]$/.test(key)) return;
    flash(this.#part(".keypad"), key);
    this.#press(key);
  }

  #say() {
    const field = this.#part("[name=words]");
    const text = field.value.trim();
    if (text === "") return;
    field.value = "";
    void this.#tell({ type: "say", text });
  }

  async #tell(event) {
    const { id } = this.#call;
    const leg = this.#leg.id;
    await send(`calls/${encodeURIComponent(id)}/events`, { ...event, leg }).catch((error) => {
      // The flow may have hung up meanwhile.
      if (this.#leg?.id === leg && this.isLive) this.#onError(error.message);
    });
  }

  /** Plays what is heard now. */
  #hear() {
    const { playing, transcript } = this.#leg ?? {};
    if (playing?.media === this.#playing) return;
    this.#voice.stop();
    this.#playing = playing?.media;
    if (playing) void this.#play(transcript.find(({ id }) => id === playing.media) ?? { kind: "note" }, playing);
  }

  async #play(line, { media, duration }) {
    const toItsEnd = await this.#voice.play(line, duration);
    if (toItsEnd && this.#playing === media) await this.#tell({ type: "media_ended", media });
  }

  /** What plays already goes on in silence, and ends when it would. */
  #listen(isOn) {
    this.#part("[name=sound]").checked = isOn;
    if (isOn) this.#ear.take();
    this.#voice.enabled = isOn;
  }

  #render() {
    const [call, leg] = [this.#call, this.#leg];
    const isRinging = leg !== undefined && rings(leg);
    const talks = leg?.status === "in_progress";
    this.#element.dataset.status = leg?.status ?? "idle";
    this.#part(".state").textContent = leg ? legText(call, leg) : "Ready to call";
    this.#part(".recorded").hidden = !leg?.recorded;
    this.#part(".transcribed").hidden = !talks || !call.transcribed;
    this.#part(".ringing").hidden = !isRinging;
    this.#part(".hangup").hidden = !this.isLive || isRinging;
    this.#part(".say").hidden = !talks;
    for (const key of this.#part(".keypad").children) key.disabled = !this.isLive;
    renderKeys(this.#part(".keys"), call, leg);
    renderTranscript(this.#part(".transcript"), leg);
    this.#runClock(talks);
  }

  #runClock(talks) {
    clearInterval(this.#clock);
    const tick = () => {
      const seconds = Math.floor((Date.now() - this.#answeredAt) / 1000);
      this.#part(".time").textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    };
    if (this.#answeredAt === undefined) this.#part(".time").textContent = "";
    else tick();
    if (talks) this.#clock = setInterval(tick, 1000);
  }
}
