/** Speech that takes so much longer than expected is taken to have failed without a word, as browsers sometimes do. */
const PATIENCE = 3;

/** Plays what a flow says on a call: by the browser's voice or as a recording, or in silence for as long as it would take. */
export class Voice {
  #enabled = true;
  #stop = () => {};

  get enabled() {
    return this.#enabled;
  }

  /** The browser has one voice for all: it is silenced only by who has it. */
  set enabled(isOn) {
    if (this.#enabled && !isOn) globalThis.speechSynthesis?.cancel();
    this.#enabled = isOn;
  }

  /** Resolves true when it was played to its end, false when it was stopped. */
  async play(line, duration) {
    this.stop();
    let stopped = false;
    const interrupted = new Promise((resolve) => {
      this.#stop = () => {
        stopped = true;
        resolve();
      };
    });
    const sound = this.enabled ? this.#sound(line, duration, interrupted) : wait(duration);
    await Promise.race([sound, interrupted]);
    return !stopped;
  }

  stop() {
    this.#stop();
    if (this.enabled) globalThis.speechSynthesis?.cancel();
  }

  #sound(line, duration, interrupted) {
    if (line.kind === "play") return playAll(line.urls ?? [], interrupted);
    if (line.kind === "talk" && globalThis.speechSynthesis?.getVoices().length > 0) {
      return Promise.race([speak(line), wait(duration * PATIENCE)]);
    }
    return wait(duration);
  }
}

function speak({ text, language }) {
  return new Promise((resolve) => {
    const utterance = new SpeechSynthesisUtterance(text);
    if (language) utterance.lang = language;
    utterance.onend = utterance.onerror = resolve;
    speechSynthesis.speak(utterance);
  });
}

/** Plays recordings one after the other; what cannot be played is passed over. */
async function playAll(urls, interrupted) {
  let going = true;
  interrupted.then(() => (going = false));
  for (const url of urls) {
    if (!going) return;
    const audio = new Audio(url);
    const ended = new Promise((resolve) => (audio.onended = audio.onerror = resolve));
    interrupted.then(() => audio.pause());
    await audio.play().then(
      () => ended,
      () => wait(500),
    );
  }
}

function wait(duration) {
  return new Promise((resolve) => setTimeout(resolve, duration));
}
