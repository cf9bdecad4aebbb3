import { make } from "./elements.js";

/** The keys of a telephone, their letters, and the two tones that each sounds (ITU-T Q.23), in Hz. */
const KEYS = [
  ["1", "", 697, 1209],
  ["2", "ABC", 697, 1336],
  ["3", "DEF", 697, 1477],
  ["4", "GHI", 770, 1209],
  ["5", "JKL", 770, 1336],
  ["6", "MNO", 770, 1477],
  ["7", "PQRS", 852, 1209],
  ["8", "TUV", 852, 1336],
  ["9", "WXYZ", 852, 1477],
  ["*", "", 941, 1209],
  ["0", "+", 941, 1336],
  ["#", "", 941, 1477],
];
const NAMES = { "*": "star", "#": "hash" };
const TONE_S = 0.12;

/** Fills the element with keys. `onKey` is called with each key that is pressed. */
export function fillKeypad(element, onKey) {
  const keys = KEYS.map(([key, letters]) => {
    const button = make(
      "button",
      { type: "button", ariaLabel: NAMES[key] ?? key },
      key,
      make("small", { text: letters }),
    );
    button.dataset.key = key;
    button.addEventListener("click", () => onKey(key));
    return button;
  });
  element.replaceChildren(...keys);
}

/** Lets a key be seen to be pressed when the keyboard did it. */
export function flash(element, key) {
  const button = [...element.children].find(({ dataset }) => dataset.key === key);
  if (!button || button.disabled) return;
  button.classList.add("pressed");
  setTimeout(() => button.classList.remove("pressed"), TONE_S * 1000);
}

let audio;

/** Sounds a key as a telephone does. */
export function playTone(key) {
  const [, , low, high] = KEYS.find(([name]) => name === key);
  audio ??= new AudioContext();
  const volume = new GainNode(audio, { gain: 0.06 });
  volume.connect(audio.destination);
  for (const frequency of [low, high]) {
    const tone = new OscillatorNode(audio, { frequency });
    tone.connect(volume);
    tone.start();
    tone.stop(audio.currentTime + TONE_S);
  }
}
