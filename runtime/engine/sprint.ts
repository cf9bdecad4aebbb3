import type { Ids } from "../ids.js";
import type { JsonObject } from "../json.js";
import type { Assets } from "../contacts/assets.js";
import type { ContactDocument } from "../contacts/contact.js";
import { effectKey, type Effect, type Event, type EventScope, type RecordedEvent } from "../session/event.js";
import type { Input, StartInput } from "../session/input.js";
import type { Run, Session, Token } from "../session/session.js";
import type { FamilyName } from "../step.js";
import type { Family } from "./family.js";
import type { Carry, Flow, FlowSource } from "./flow.js";
import type { Limits } from "./limits.js";
import type { Services } from "./services.js";

/** Everything from outside that the engine needs; passed in, so that a sprint depends on nothing else. */
export interface EngineOptions {
  /** Milliseconds since 1970 UTC. */
  readonly now: () => number;
  readonly ids: Ids;
  readonly flows: FlowSource;
  readonly families: readonly Family[];
  readonly services: Services;
  readonly limits: Limits;
  /** What flows of the contact family refer to: channels, fields, groups ... */
  readonly assets: () => Assets;
}

/** An input that a sprint gives to another session, once it is committed: by its lane, and its id where that is known. */
export interface Post {
  readonly lane: string;
  readonly session?: string;
  readonly input: Input;
}

/** A token about to enter a node. */
export interface Arrival {
  readonly run: Run;
  readonly node: string;
  /** Id of the token; a new one where it comes from a host. */
  readonly token?: string;
  /** The path step it stays in, if it only moves inside a block. */
  readonly step?: string;
  readonly carry?: Carry;
  readonly properties?: JsonObject;
  readonly afterCall?: boolean;
}

/** A flow that was called inside a block: it starts when the token is through with the block's actions. */
export interface PendingCall {
  readonly flow: Flow;
  readonly terminal: boolean;
}

/**
 * Everything between one input and the moment when no token moves any more. It works on a draft of the session (and of the
 * contact); its results are committed together, or not at all.
 *
 * Hosts use `arrive`, `hold`, `release` and `halt`; steps go through `StepContext`.
 */
export class Sprint {
  readonly events: RecordedEvent[] = [];
  readonly effects: Effect[] = [];
  readonly starts: StartInput[] = [];
  readonly posts: Post[] = [];
  readonly flows = new Map<string, Flow | undefined>();
  readonly visits: Partial<Record<FamilyName, number>> = {};
  readonly pendingCalls = new Map<string, PendingCall>();
  readonly arrivals: Arrival[] = [];
  contact: ContactDocument | undefined;
  contactChanged = false;
  readonly #moving = new Map<string, number>();
  #travelling = 0;
  #wake: (() => void) | undefined;
  #halted: Error | undefined;
  #tokens = 0;

  constructor(
    readonly session: Session,
    readonly options: EngineOptions,
    /** What started the sprint. */
    readonly input: Input,
  ) {}

  get ids(): Ids {
    return this.options.ids;
  }

  get services(): Services {
    return this.options.services;
  }

  now(): number {
    return this.options.now();
  }

  /** Tokens are numbered within the session; the number of the sprint keeps them apart. */
  nextToken(): string {
    return `${this.session.sprint}.${++this.#tokens}`;
  }

  record(event: Event, place: { run?: string; node?: string; step?: string } = {}, scope: EventScope = "both"): void {
    this.events.push({ event, at: this.now(), scope, ...place });
  }

  /** Hands an event to the outbox. Gives the effect's key: the same when the sprint is run again. */
  send(event: Event, channel = this.session.channel, token?: string): string {
    const key = effectKey(this.session.id, this.session.sprint, this.effects.length);
    this.effects.push({
      key,
      channel: channel ?? "",
      session: this.session.id,
      ...(this.session.contact !== undefined && { contact: this.session.contact }),
      ...(token !== undefined && { token }),
      event,
    });
    return key;
  }

  startSession(input: StartInput): void {
    this.starts.push(input);
  }

  /** Gives another session an input, once this sprint is committed. */
  tell(post: Post): void {
    this.posts.push(post);
  }

  changeContact(contact: ContactDocument): void {
    this.contact = contact;
    this.contactChanged = true;
  }

  flowOf(run: Run): Flow | undefined {
    return this.flows.get(run.id);
  }

  run(id: string): Run | undefined {
    return this.session.runs.find((run) => run.id === id);
  }

  /** A host brings a token to a step. */
  arrive(arrival: Arrival): void {
    this.#count(arrival.run, 1);
    this.arrivals.push(arrival);
    this.#wake?.();
  }

  /** A host carries a token (in a message) that will arrive later in this sprint. */
  hold(run: Run): void {
    this.#travelling++;
    this.#count(run, 1);
  }

  /** What `hold` announced has arrived, has ended or rests. */
  release(run: Run): void {
    this.#travelling--;
    this.#count(run, -1);
    this.#wake?.();
  }

  /** Ends the sprint without a result (a redeploy): nothing of it is committed. */
  halt(reason: Error): void {
    this.#halted = reason;
    this.#wake?.();
  }

  /** Nothing of it will be committed: what still travels for it means nothing. */
  get isHalted(): boolean {
    return this.#halted !== undefined;
  }

  /** A token comes to rest: it is in the snapshot from now on. */
  park(run: Run, token: Token): void {
    run.tokens.push(token);
    run.modifiedAt = this.now();
  }

  isMoving(run: Run): boolean {
    return (this.#moving.get(run.id) ?? 0) > 0;
  }

  /** The next token to enter a node; waits for those that a host carries. Undefined: no token moves any more. */
  async nextArrival(): Promise<Arrival | undefined> {
    for (;;) {
      if (this.#halted) throw this.#halted;
      const arrival = this.arrivals.shift();
      if (arrival) return arrival;
      if (this.#travelling === 0) return undefined;
      await new Promise<void>((resolve) => (this.#wake = resolve));
      this.#wake = undefined;
    }
  }

  /** The token of an arrival has been dealt with. */
  settled(run: Run): void {
    this.#count(run, -1);
  }

  #count(run: Run, by: number): void {
    this.#moving.set(run.id, (this.#moving.get(run.id) ?? 0) + by);
  }
}
