import type { Conferences } from "./conferences.js";
import { Documents } from "./documents.js";
import type { Sound } from "./instruction.js";
import type { LegName } from "./legs.js";
import type { Speaking } from "./speaking.js";
import { announcement } from "./twiml.js";
import type { VoiceUrls } from "./urls.js";

/** Something that one party of a conference is to hear. */
export interface Announced {
  /** Names the announcement. */
  readonly key: string;
  readonly bridge: string;
  /** Id of the leg's call. */
  readonly sid: string;
  readonly sounds: readonly Sound[];
  /** Whether the flow waits for the end. */
  readonly awaited: boolean;
}

/** What single parties of conferences hear, without leaving them. */
export class Announcements {
  readonly #documents = new Documents();

  constructor(
    private readonly conferences: Conferences,
    private readonly urls: VoiceUrls,
    private readonly voices: Speaking["voices"],
  ) {}

  /** False: the party is not in the conference. */
  async announce(leg: LegName, { key, bridge, sid, sounds, awaited }: Announced): Promise<boolean> {
    const { urls, voices } = this;
    const after = awaited ? urls.announcement(leg, key, true) : undefined;
    const document = announcement(sounds, after, { voices, sound: (name) => urls.sound(name) });
    this.#documents.keep(leg, key, document);
    const change = { announceUrl: urls.announcement(leg, key), announceMethod: "POST" };
    return this.conferences.update(bridge, sid, change);
  }

  /** What Twilio is to say; undefined: a crash has come between, and it counts as heard. */
  document(leg: LegName, key: string): string | undefined {
    return this.#documents.of(leg, key);
  }
}
