import type { Json, JsonObject } from "../json.js";
import type { FlowRef, Program } from "../program.js";
import type {
  Announcement,
  Anonymity,
  Background,
  CallDirection,
  CallGroup,
  CallLeg,
  MuteDirection,
  RecordingOptions,
} from "./call.js";
import type { Event } from "./event.js";
import type { Trigger } from "./session.js";

/**
 * Everything that can reach a session from outside or from the store's clock. An input is durable from the moment that its
 * sender gets an answer, and a sprint is what follows from one.
 */
export type Input =
  | StartInput
  | MessageInput
  | TimeoutInput
  | ExpirationInput
  | DialInput
  | DigitInput
  | MediaInput
  | CallInput
  | HangupInput
  | ControlInput
  | ReturnedInput
  | RestartedInput
  | CommandInput
  | ForwardInput
  | NextInput
  | SignalInput
  | ReportInput;

export type InputType = Input["type"] | "child";

/** Starts a session. */
export interface StartInput {
  readonly type: "start";
  readonly flow: FlowRef;
  /** A definition that exists only for this session (inline actions). */
  readonly program?: Program;
  /** Entry node whose exit is taken; absent: the flow's start. */
  readonly entry?: string;
  readonly trigger: Trigger;
  readonly channel?: string;
  readonly environment?: JsonObject;
  readonly variables?: Readonly<Record<string, string>>;
  readonly data?: JsonObject;
  readonly message?: Message;
  readonly call?: {
    readonly id: string;
    readonly direction: CallDirection;
    readonly from: string;
    readonly to: string;
    /** Legs that there are already: others, or the flow's own where its state is known. */
    readonly legs?: Readonly<Record<string, CallLeg>>;
    /** Of an outgoing call: its flow begins when it rings, not only when it is answered. */
    readonly earlyExecution?: boolean;
    /** Of an outgoing call: whether the number that calls is hidden. */
    readonly anonymous?: Anonymity;
    /** The calls to the same party, where there are several. */
    readonly group?: CallGroup;
  };
  /** Properties of the message that the entry node sends (wires host). */
  readonly properties?: JsonObject;
  /** The lane of the session, where it is another one's contact or call; absent: a lane of its own. */
  readonly lane?: string;
  /** Id of the session to be made, where the sender was told it. */
  readonly session?: string;
}

/** A message from a contact. */
export interface MessageInput {
  readonly type: "message";
  readonly message: Message;
  /** When it was received, milliseconds since 1970 UTC; absent: when its sprint runs. */
  readonly receivedAt?: number;
  /** The account that received it, where its channel belongs to one. */
  readonly account?: string;
  /** The same as a document wrote it. */
  readonly receivedOn?: string;
  /** GoFlow resumes may bring a fresh contact and environment. */
  readonly contact?: JsonObject;
  readonly environment?: JsonObject;
}

/** A message as GoFlow's msg; further keys (a provider's own webhook object under `raw`) are kept. */
export interface Message {
  readonly uuid: string;
  readonly text: string;
  readonly urn?: string;
  readonly attachments?: readonly string[];
  readonly channel?: { readonly uuid: string; readonly name: string };
  readonly external_id?: string;
  readonly id?: number;
  /** The provider's own object, for steps that hand it on (8x8's `step.reply`). */
  readonly raw?: Json;
}

/** The time that a token's wait was given is over. */
export interface TimeoutInput {
  readonly type: "timeout";
  readonly token: string;
  readonly contact?: JsonObject;
  readonly environment?: JsonObject;
}

/** A waiting run has expired. */
export interface ExpirationInput {
  readonly type: "expiration";
  readonly contact?: JsonObject;
  readonly environment?: JsonObject;
}

/** A GoFlow dial wait has its result. */
export interface DialInput {
  readonly type: "dial";
  readonly dial: { readonly status: "answered" | "no_answer" | "busy" | "failed"; readonly duration: number };
  readonly contact?: JsonObject;
  readonly environment?: JsonObject;
}

/** A key pressed on a leg of the call: 0-9, *, #, A-D. */
export interface DigitInput {
  readonly type: "digit";
  readonly leg: string;
  readonly digit: string;
  /** When it was pressed, milliseconds since 1970 UTC; absent: when its sprint runs. */
  readonly at?: number;
}

/** Media that the channel was told to play has ended (or was stopped). */
export interface MediaInput {
  readonly type: "media";
  /** Id of the effect that started it. */
  readonly media: string;
}

/** The network says what happened to a leg of the call. */
export interface CallInput {
  readonly type: "call";
  /** `early_media`: it is heard before it answers. `bridged`, `unbridged`: it has come into a bridge, or left the one it was in. */
  readonly event: "ringing" | "early_media" | "answered" | "hangup" | "bridged" | "unbridged";
  readonly leg: string;
  /** Of a hangup: why, in the network's words (`busy`, `noanswer` ...). */
  readonly cause?: string;
  /** Of `bridged`: which bridge; absent: the one that the network itself made for the call. */
  readonly bridge?: string;
  /** The network's own id of the leg, where it has one. */
  readonly networkId?: string;
}

/** A person, a program or another call hangs a leg up. */
export interface HangupInput {
  readonly type: "hangup";
  /** Absent: the flow's own leg. */
  readonly leg?: string;
  readonly cause?: string;
}

/** A program has something done to a call in progress, whatever its flow is at. */
export interface ControlInput {
  readonly type: "control";
  /** The party that it is done to; absent: the flow's own leg. */
  readonly leg?: string;
  readonly control: CallControl;
}

/** What is recorded of the flow's own leg is the whole call. */
export type CallControl =
  | { readonly type: "talk"; readonly announcement: Announcement }
  | { readonly type: "hold" | "unhold" }
  | { readonly type: "mute" | "unmute"; readonly direction: MuteDirection }
  | { readonly type: Background | `${Background}_stop` }
  | { readonly type: "recording_start"; readonly options: RecordingOptions }
  | { readonly type: "recording_stop" };

/** What became of a message that a core node had held for longer than the limit. */
export type ReturnedInput = { readonly type: "returned"; readonly token: string } & (
  | {
      /** The step that it has come out at. */
      readonly node: string;
      readonly message: JsonObject;
      /** Other messages of the token are still held. */
      readonly more: boolean;
    }
  /** It ended at a node that is no step, or a redeploy dropped it. */
  | { readonly ended: "consumed" | "lost" }
);

/** The process started again: messages that core nodes held are gone. */
export interface RestartedInput {
  readonly type: "restarted";
}

/** A person or program steers the session. */
export interface CommandInput {
  readonly type: "command";
  /** `remove`: it ends, if it has not ended, and is not listed any more. */
  readonly command: "suspend" | "resume" | "stop" | "interrupt" | "remove";
  readonly reason?: string;
}

/** A person or program sends the session to a node: when its current step is through, or now (voipbin-flow.md section 2). */
export interface ForwardInput {
  readonly type: "forward";
  readonly target: string;
  readonly now: boolean;
}

/** Somebody asks to go on, and says from which node: a request that is no longer true is refused. */
export interface NextInput {
  readonly type: "next";
  readonly from: string;
}

/** Facts of one family that need no type of their own (a result of answering-machine detection, an agent who is free ...). */
export interface SignalInput {
  readonly type: "signal";
  readonly name: string;
  readonly token?: string;
  readonly data?: JsonObject;
}

/** What became of an effect that a token waits for: the channel has carried it out, or never will (docs/decisions/0002). */
export function isAnswer(input: Input): input is SignalInput & { readonly name: "delivered" | "refused" } {
  return input.type === "signal" && (input.name === "delivered" || input.name === "refused");
}

/** What became of something that the session sent. It is recorded whatever the session does, also after its end. */
export interface ReportInput {
  readonly type: "report";
  readonly event: Event;
}
