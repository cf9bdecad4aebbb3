import type { Json, JsonObject } from "../json.js";
import type { FlowRef } from "../program.js";
import { Registrations } from "./registrations.js";
import type { Message } from "../session/input.js";

declare module "../engine/services.js" {
  interface Services {
    /** Says which flows take a call. */
    readonly triggers?: Pick<Triggers, "forCall">;
  }
}

/** A message as it comes in, before it is known which session it is for. */
export interface IncomingMessage {
  readonly channel: string;
  /** The account that received it, where its channel belongs to one. */
  readonly account?: string | undefined;
  /** When it came in, milliseconds since 1970 UTC. */
  readonly at: number;
  readonly message: Message;
}

/** What a start is told of the message that it is by (`@trigger.*`, `data`). */
export interface MessageMatch {
  readonly params?: JsonObject;
  readonly keyword?: string;
  readonly data?: JsonObject;
}

/** Says which messages start a flow. Entry nodes and definitions with triggers register one each. */
export interface MessageTrigger {
  readonly flow: FlowRef;
  /** The entry node that the token leaves by; absent: the flow's start. */
  readonly entry?: string;
  /** The account it belongs to; messages that another account received do not pull it. Absent: those of any do. */
  readonly account?: string | undefined;
  /**
   * What the message means to sessions that wait for one: `leave`: they have it, and this trigger stays silent; `leave_own`: only
   * where they are sessions of this flow; `interrupt`: the contact's session ends and this flow starts; `beside`: both.
   */
  readonly whenWaiting: "leave" | "leave_own" | "interrupt" | "beside";
  /** Undefined: the message does not start the flow. */
  matches(message: IncomingMessage): MessageMatch | undefined;
}

/** Says which calls start a flow. */
export interface CallTrigger {
  readonly flow: FlowRef;
  readonly entry?: string;
  matches(call: { channel: string; from: string; to: string }): boolean;
}

/** Starts sessions by HTTP requests to `/switchboard/in/<path>`. */
export interface RequestTrigger {
  readonly path: string;
  /** Gives the session's id once it is durable. */
  start(document: Json): Promise<string>;
}

/** Starts sessions by events that a program raises under a name, such as those of an API. */
export interface EventTrigger {
  readonly event: string;
  /** Gives the session's id once it is durable; undefined: the event is not for this flow. */
  start(details: JsonObject): Promise<string> | undefined;
}

/** The triggers that are deployed. */
export class Triggers {
  readonly #messages = new Registrations<MessageTrigger>();
  readonly #calls = new Registrations<CallTrigger>();
  readonly #requests = new Registrations<RequestTrigger>();
  readonly #events = new Registrations<EventTrigger>();
  #places = 0;
  #place: number | undefined;

  /** A place in the order in which triggers are pulled, behind all others. */
  newPlace(): number {
    return ++this.#places;
  }

  /** What `register` registers has this place: a flow that is deployed again keeps its own. */
  at<Result>(place: number, register: () => Result): Result {
    this.#place = place;
    try {
      return register();
    } finally {
      this.#place = undefined;
    }
  }

  onMessage(trigger: MessageTrigger): () => void {
    return this.#messages.add(trigger, this.#place ?? this.newPlace());
  }

  onCall(trigger: CallTrigger): () => void {
    return this.#calls.add(trigger, this.#place ?? this.newPlace());
  }

  onRequest(trigger: RequestTrigger): () => void {
    return this.#requests.add(trigger, this.#place ?? this.newPlace());
  }

  onEvent(trigger: EventTrigger): () => void {
    return this.#events.add(trigger, this.#place ?? this.newPlace());
  }

  /** Triggers that a message pulls, in the order of their places, with what they say of it. */
  forMessage(message: IncomingMessage): { trigger: MessageTrigger; start: MessageMatch }[] {
    return this.#messages.all.flatMap((trigger) => {
      if (trigger.account !== undefined && message.account !== undefined && trigger.account !== message.account) {
        return [];
      }
      const start = trigger.matches(message);
      return start ? [{ trigger, start }] : [];
    });
  }

  /** The first trigger for a call. */
  forCall(call: { channel: string; from: string; to: string }): CallTrigger | undefined {
    return this.#calls.all.find((trigger) => trigger.matches(call));
  }

  /** The trigger for requests to a path; the first that was deployed. */
  forRequest(path: string): RequestTrigger | undefined {
    return this.#requests.all.find((trigger) => trigger.path === path);
  }

  /** Raises an event: starts every flow that it is for. Gives the ids of the sessions once all are durable. */
  async raise(event: string, details: JsonObject): Promise<string[]> {
    const triggers = this.#events.all.filter((trigger) => trigger.event === event);
    return Promise.all(triggers.flatMap((trigger) => trigger.start(details) ?? []));
  }
}
