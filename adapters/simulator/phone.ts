const MAX_LINES = 500;

/** What a phone shows of a call, one after the other. */
export interface TranscriptLine {
  /** Key of the effect or id of the input that it shows. */
  readonly id: string;
  readonly at: number;
  readonly by: "flow" | "phone" | "peer";
  /**
   * `talk` is spoken by the flow, `play` is a recording at `urls`, `say` was said by a person; `key` was pressed; `note` tells what
   * else happened.
   */
  readonly kind: "talk" | "play" | "say" | "key" | "note";
  readonly text: string;
  readonly language?: string;
  readonly urls?: readonly string[];
}

/** What is heard on a phone now. */
export interface Playing {
  /** Key of the effect that started it. */
  readonly media: string;
  /** How long it is taken to last where nobody can play it, in milliseconds. */
  readonly duration: number;
}

/** Something to be heard. */
export interface Sound extends Playing {
  /** The flow waits for its end; else nobody asks for it. */
  readonly awaited: boolean;
  /** Keys of the phone that end it. */
  readonly endingKeys: readonly string[];
}

/** Who has taken a call: answering-machine detection finds it out. */
export const ANSWERERS = ["human", "machine"] as const;
export type Answerer = (typeof ANSWERERS)[number];

/** The telephone behind one leg of a call. What the flow's side knows of the leg is in the session. */
export class Phone {
  /** One side has hung up; the session may learn of it a moment later. */
  ended = false;
  answeredBy: Answerer = "human";
  readonly #lines: TranscriptLine[] = [];
  #sounds: Sound[] = [];

  get lines(): readonly TranscriptLine[] {
    return this.#lines;
  }

  get playing(): Sound | undefined {
    return this.#sounds[0];
  }

  /** Adds a line, once however often its effect is delivered. False: it is there already. */
  add(line: TranscriptLine): boolean {
    if (this.#lines.some(({ id }) => id === line.id)) return false;
    this.#lines.push(line);
    if (this.#lines.length > MAX_LINES) this.#lines.shift();
    return true;
  }

  /** It is heard after what plays. The flow waits for one sound at a time: others that it has waited for are of no use any more. */
  play(sound: Sound): void {
    this.#sounds = [...this.#sounds.filter(({ awaited }) => !(awaited && sound.awaited)), sound];
  }

  silence(media: string): void {
    this.#sounds = this.#sounds.filter((sound) => sound.media !== media);
  }

  end(): void {
    this.ended = true;
    this.#sounds = [];
  }
}
