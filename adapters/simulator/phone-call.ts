import type { HangupReason } from "../../runtime/session/call.js";

const MAX_LINES = 500;

/** What the page shows of a call, one after the other. */
export interface TranscriptLine {
  /** Key of the effect or of the input that it shows. */
  readonly id: string;
  readonly at: number;
  readonly by: "flow" | "phone";
  /** `talk` is spoken, `play` is a recording at `urls`; `key` was pressed; `note` tells what else happened. */
  readonly kind: "talk" | "play" | "key" | "note";
  readonly text: string;
  readonly language?: string;
  readonly urls?: readonly string[];
}

/** What is heard on the call now. */
export interface Playing {
  /** Key of the effect that started it. */
  readonly media: string;
  /** How long it is taken to last where nobody can play it, in milliseconds. */
  readonly duration: number;
}

/** A call as the simulated phone sees it. */
export class PhoneCall {
  status: "ringing" | "in_progress" | "ended" = "ringing";
  session: string | undefined;
  playing: Playing | undefined;
  readonly #lines: TranscriptLine[] = [];

  constructor(
    readonly id: string,
    readonly direction: "incoming" | "outgoing",
    readonly from: string,
    readonly to: string,
  ) {}

  /** Adds a line, once however often its effect is delivered. False: it is there already. */
  add(line: TranscriptLine): boolean {
    if (this.#lines.some(({ id }) => id === line.id)) return false;
    this.#lines.push(line);
    if (this.#lines.length > MAX_LINES) this.#lines.shift();
    return true;
  }

  /** The flow's side or the phone's has hung up. */
  end(): void {
    this.status = "ended";
    this.playing = undefined;
  }

  view(): CallView {
    const { id, direction, from, to, status, session, playing } = this;
    return {
      id,
      direction,
      from,
      to,
      status,
      ...(session !== undefined && { session }),
      ...(playing && { playing: { ...playing } }),
      transcript: [...this.#lines],
    };
  }
}

export interface CallView {
  readonly id: string;
  /** As the flow sees it: the phone calls in an `incoming` one. */
  readonly direction: "incoming" | "outgoing";
  readonly from: string;
  readonly to: string;
  readonly status: PhoneCall["status"];
  readonly session?: string;
  readonly playing?: Playing;
  readonly transcript: readonly TranscriptLine[];
}

/** What a caller is told of the reason. */
export function hangupNote(reason: string): string {
  return reason === ("normal" satisfies HangupReason) ? "The flow hung up" : `The flow hung up (${reason})`;
}
