import { BoundedCache } from "../../../runtime/bounded-cache.js";
import type { Effect } from "../../../runtime/session/event.js";
import type { Session } from "../../../runtime/session/session.js";
import type { Commit } from "../../../runtime/store/store.js";
import type { Switchboard } from "../../../runtime/switchboard/switchboard.js";
import { instructionOf, legsOf } from "./instruction.js";

/** Commits, calls and effects that are remembered: between a commit and the question for it only moments pass. */
const MAX_REMEMBERED = 2000;

/** What a sprint of a call came to. */
export interface CallCommit {
  /** Absent: the input was for no session. */
  readonly session?: Session;
  /** Effects that are for us. */
  readonly effects: readonly Effect[];
}

/** Remembers what inputs of calls have led to: the answer to a webhook depends on it. */
export class Commits {
  readonly #commits = new BoundedCache<string, CallCommit>(MAX_REMEMBERED);
  readonly #followed = new BoundedCache<string, true>(MAX_REMEMBERED);
  readonly #waiting = new Map<string, (commit: CallCommit) => void>();

  constructor(
    private readonly switchboard: Switchboard,
    private readonly channel: string,
  ) {
    switchboard.events.on("commit", this.#committed);
  }

  /** What the input came to; undefined: nothing within the time (milliseconds). */
  ofInput(id: string, within: number): Promise<CallCommit | undefined> {
    return this.#of(id, within);
  }

  /** What last happened to a call's session; undefined: nothing within the time (milliseconds). */
  ofCall(call: string, within: number): Promise<CallCommit | undefined> {
    return this.#of(callName(call), within);
  }

  session(call: string): Session | undefined {
    return this.#commits.get(callName(call))?.session;
  }

  /** Whether another instruction for the same leg comes right after this effect. */
  isFollowed({ key }: Effect, leg: string): boolean {
    return this.#followed.get(nameOf(key, leg)) ?? false;
  }

  close(): void {
    this.switchboard.events.off("commit", this.#committed);
  }

  #of(name: string, within: number): Promise<CallCommit | undefined> {
    const known = this.#commits.get(name);
    if (known) return Promise.resolve(known);
    const { clock } = this.switchboard;
    return new Promise((resolve) => {
      const cancel = clock.wakeAt(clock.now() + within, () => {
        this.#waiting.delete(name);
        resolve(undefined);
      });
      this.#waiting.set(name, (commit) => {
        cancel();
        resolve(commit);
      });
    });
  }

  readonly #committed = ({ acknowledge, sessions }: Commit): void => {
    const ours = sessions.filter(({ session }) => session.call && session.channel === this.channel);
    for (const { session, effects } of ours) {
      const commit = { session, effects: effects.filter(({ channel }) => channel === this.channel) };
      this.#noteFollowed(commit.effects, session.call?.id ?? "");
      this.#remember(callName(session.call?.id ?? ""), commit);
      if (acknowledge !== undefined) this.#remember(acknowledge, commit);
    }
    if (sessions.length === 0 && acknowledge !== undefined) this.#remember(acknowledge, { effects: [] });
  };

  #remember(name: string, commit: CallCommit): void {
    this.#commits.set(name, commit);
    this.#waiting.get(name)?.(commit);
    this.#waiting.delete(name);
  }

  #noteFollowed(effects: readonly Effect[], own: string): void {
    const before = new Map<string, string[]>();
    for (const effect of effects) {
      const isInstruction = instructionOf(effect) !== undefined;
      if (!isInstruction && effect.event.type !== "call_answered") continue;
      for (const leg of legsOf(effect.event, own)) {
        const names = before.get(leg) ?? [];
        if (isInstruction) for (const name of names) this.#followed.set(name, true);
        before.set(leg, [...(isInstruction ? [] : names), nameOf(effect.key, leg)]);
      }
    }
  }
}

function nameOf(key: string, leg: string): string {
  return `${key} ${leg}`;
}

function callName(call: string): string {
  return `call ${call}`;
}
