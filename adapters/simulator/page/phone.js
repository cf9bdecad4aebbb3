import { fromTemplate, make, scrollToEnd } from "./elements.js";
import { fillKeypad, flash, playTone } from "./keypad.js";
import { send, stateNotices, watch } from "./server.js";
import { Voice } from "./voice.js";

const STATES = { ringing: "Calling", in_progress: "On the call", ended: "The call has ended" };

/** A telephone. Attributes: `number`, its own; `calls`, the number that it offers to call. */
export class SimulatorPhone extends HTMLElement {
  #voice = new Voice();
  #call;
  #heard = new Set();
  #playing;
  #answeredAt;
  #clock;
  #stopWatching = () => {};

  connectedCallback() {
    this.append(fromTemplate("phone-template"));
    this.#part("[name=number]").value = this.getAttribute("number");
    this.#part("[name=to]").value = this.getAttribute("calls");
    fillKeypad(this.#part(".keypad"), (key) => this.#press(key));
    this.#on(".who", "submit", (event) => event.preventDefault());
    this.#on("[name=number]", "change", () => this.#waitForCalls());
    this.#on("[name=sound]", "change", ({ target }) => this.#listen(target.checked));
    this.#on(".dial", "submit", (event) => {
      event.preventDefault();
      this.#dial();
    });
    this.#on(".answer", "click", () => this.#tell({ type: "answer" }));
    this.#on(".hangup", "click", () => this.#hangUp());
    this.addEventListener("keydown", (event) => this.#typed(event));
    this.#render();
    this.#waitForCalls();
  }

  disconnectedCallback() {
    this.#stopWatching();
    this.#voice.stop();
    clearInterval(this.#clock);
  }

  #part(selector) {
    return this.querySelector(selector);
  }

  #on(selector, event, handler) {
    this.#part(selector).addEventListener(event, handler);
  }

  get #isLive() {
    return this.#call !== undefined && this.#call.status !== "ended";
  }

  /** Between calls the phone looks whether somebody calls its number. */
  #waitForCalls() {
    this.#watch({ phone: this.#part("[name=number]").value.trim() }, ({ call }) => {
      if (call.status === "ended" || call.id === this.#call?.id) return;
      this.#follow(call.id);
    });
  }

  /** Looks at one call until it has ended. */
  #follow(id) {
    this.#call = undefined;
    this.#heard.clear();
    this.#answeredAt = undefined;
    this.#watch({ call: id }, ({ call }) => this.#update(call));
  }

  #watch(query, onNews) {
    this.#stopWatching();
    this.#stopWatching = watch(query, onNews, (state) => this.#notice(stateNotices[state]));
  }

  async #dial() {
    const [from, to] = ["number", "to"].map((name) => this.#part(`[name=${name}]`).value.trim());
    try {
      this.#follow((await send("calls", { from, to })).call);
    } catch (error) {
      this.#notice(error.message);
    }
  }

  #press(key) {
    if (this.#voice.enabled) playTone(key);
    if (this.#isLive) void this.#tell({ type: "digit", digit: key });
  }

  /** The computer's keys press the phone's, but in a field they write. */
  #typed({ key, target, ctrlKey, metaKey, altKey }) {
    if (!this.#isLive || target.matches("input") || ctrlKey || metaKey || altKey || !/^[0-9*#]$/.test(key)) return;
    flash(this.#part(".keypad"), key);
    this.#press(key);
  }

  #hangUp() {
    const rejects = this.#call?.direction === "outgoing" && this.#call.status === "ringing";
    return this.#tell({ type: "hangup", ...(rejects && { cause: "busy" }) });
  }

  async #tell(event) {
    const { id } = this.#call;
    await send(`calls/${encodeURIComponent(id)}/events`, event).catch((error) => {
      // The flow may have hung up meanwhile.
      if (this.#call?.id === id && this.#isLive) this.#notice(error.message);
    });
  }

  #update(call) {
    const isFirst = this.#call === undefined;
    this.#call = call;
    if (call.status === "in_progress") this.#answeredAt ??= Date.now();
    this.#render();
    this.#hear(call, isFirst);
    if (call.status === "ended") {
      this.#waitForCalls();
      this.#part(".call").focus();
    }
  }

  /** Plays what is new. A call that is found in progress is heard from now on. */
  #hear(call, isFirst) {
    if (this.#playing !== undefined && call.playing?.media !== this.#playing) this.#voice.stop();
    this.#playing = call.playing?.media;
    const lines = call.transcript.filter(
      ({ id, by, kind }) => by === "flow" && kind !== "note" && !this.#heard.has(id),
    );
    for (const line of call.transcript) this.#heard.add(line.id);
    const wanted = isFirst ? lines.filter(({ id }) => id === this.#playing) : lines;
    const line =
      wanted.at(-1) ?? (isFirst && this.#playing !== undefined ? { id: this.#playing, kind: "note" } : undefined);
    if (line) void this.#play(line, call.playing?.duration ?? 0);
  }

  async #play(line, duration) {
    const toItsEnd = await this.#voice.play(line, duration);
    if (toItsEnd && this.#playing === line.id) await this.#tell({ type: "media_ended", media: line.id });
  }

  /** What plays already goes on in silence, and ends when it would. */
  #listen(isOn) {
    this.#voice.enabled = isOn;
    if (!isOn) globalThis.speechSynthesis?.cancel();
  }

  #render() {
    const call = this.#call;
    const isCalled = call?.direction === "outgoing" && call.status === "ringing";
    const section = this.#part(".phone");
    section.classList.toggle("in-progress", call?.status === "in_progress");
    section.classList.toggle("rings", call?.status === "ringing");
    this.#part(".state").textContent = call ? this.#stateText(call, isCalled) : "Ready to call";
    this.#part(".to").hidden = this.#part(".call").hidden = this.#isLive;
    this.#part(".answer").hidden = !isCalled;
    this.#part(".hangup").hidden = !this.#isLive;
    this.#part(".hangup").textContent = isCalled ? "Reject" : "Hang up";
    this.#part("[name=number]").disabled = this.#isLive;
    for (const key of this.#part(".keypad").children) key.disabled = !this.#isLive;
    this.#renderTranscript(call);
    this.#runClock();
  }

  #stateText({ status, direction, from, to }, isCalled) {
    if (isCalled) return `${from} is calling`;
    return status === "ended" ? STATES.ended : `${STATES[status]}: ${direction === "incoming" ? to : from}`;
  }

  #renderTranscript(call) {
    const list = this.#part(".transcript");
    const lines = call?.transcript ?? [];
    const known = new Map([...list.children].map((item) => [item.dataset.id, item]));
    for (const { id, kind, text } of lines) {
      const item = known.get(id) ?? list.appendChild(make("li", { className: kind, text }));
      item.dataset.id = id;
      item.classList.toggle("playing", call.playing?.media === id);
      known.delete(id);
    }
    for (const item of known.values()) item.remove();
    scrollToEnd(list);
  }

  #runClock() {
    clearInterval(this.#clock);
    const tick = () => {
      const seconds = Math.floor((Date.now() - this.#answeredAt) / 1000);
      this.#part(".time").textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    };
    if (this.#answeredAt === undefined) this.#part(".time").textContent = "";
    else tick();
    if (this.#call?.status === "in_progress") this.#clock = setInterval(tick, 1000);
  }

  #notice(text = "") {
    const notice = this.#part(".notice");
    notice.textContent = text;
    notice.hidden = text === "";
  }
}
