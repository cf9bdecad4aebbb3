/** Statuses of a call, in the order in which they can follow (voipbin-flow.md section 8). */
export type CallStatus = "dialing" | "ringing" | "progressing" | "terminating" | "canceling" | "hangup";

export type HangupReason = "normal" | "failed" | "busy" | "cancel" | "timeout" | "noanswer" | "dialout" | "amd";

/** Whether the caller's number is hidden: VoIPBIN's values; empty or `auto`: as the channel does by itself. */
export const ANONYMITIES = ["", "yes", "no", "auto"] as const;
export type Anonymity = (typeof ANONYMITIES)[number];

/** What a program has cut off of a party: what it hears (`in`), what others hear of it (`out`), or both. */
export const MUTE_DIRECTIONS = ["both", "in", "out"] as const;
export type MuteDirection = (typeof MUTE_DIRECTIONS)[number];

/** What a party can hear by a program's wish in place of anybody. */
export type Background = "moh" | "silence";

export type CallDirection = "incoming" | "outgoing";

/** Somebody to dial. A type, not an interface: only so TypeScript sees that it is JSON. */
export type Telephone = { readonly number: string; readonly endpoint?: string };

/** A party of a call, as it is stored. A type, not an interface: only so TypeScript sees that it is JSON. */
export type CallLeg = {
  /** The party's own number. */
  readonly number: string;
  /** Id of the user's or device's endpoint behind the number, where it is one of ours. */
  readonly endpoint?: string;
  readonly direction: CallDirection;
  /** Of one that we dial: whether the number that calls it is hidden. */
  readonly anonymous?: Anonymity;
  status: CallStatus;
  /** When it came to each of its statuses, in milliseconds since 1970 UTC. */
  times?: { readonly [status in CallStatus]?: number };
  hangupReason?: HangupReason;
  hangupBy?: "remote" | "local";
  /** The network's own id of it, once the network has said so. */
  networkId?: string;
  /** Id of the media effect that plays on it now. */
  media?: string;
  /** The bridge that it is in: legs in one bridge hear each other. */
  bridge?: string;
  /** What it hears while nobody talks to it. */
  hears?: "ringback" | "moh" | "silence";
  /** Who has put it on hold, and by which key they take it back. */
  held?: { readonly by: string; readonly key?: string };
  /** What it hears because a program wants it so, until the program ends it (`runtime/call/control/`). */
  plays?: Background;
  /** What a program has cut off, until the program ends it. */
  muted?: MuteDirection;
  /** What a program wants said as soon as what the flow plays has ended. */
  announcements?: Announcement[];
  /** The bridge that it was dialled for: it joins when it answers. */
  joins?: string;
  /** It joins as soon as it rings, so that what it says before it answers is heard. */
  earlyMedia?: boolean;
  /** Of the legs of a group, the first that answers has the call; the others stop ringing. */
  group?: string;
  /** Whom to dial in its place if nobody answers, the first of these, and the number that they are shown. */
  readonly otherwise?: { readonly from: string; readonly numbers: Telephone[] };
  /** It ends when the flow's own leg ends. */
  chained?: boolean;
};

/** A text that a program has said to a party. Empty or absent: as the channel does by itself. */
export type Announcement = {
  /** Plain text or SSML. */
  readonly text: string;
  /** BCP 47. */
  readonly language?: string;
  readonly gender?: string;
  /** Who makes speech of it, and by which voice, where the channel has a choice. */
  readonly provider?: string;
  readonly voice_id?: string;
};

/** What the caller hears and presses while recorded, and how long it may take. Times in seconds; 0 or absent: no limit. */
export interface RecordingOptions {
  readonly format?: string;
  readonly end_of_silence?: number;
  readonly end_of_key?: string;
  readonly duration?: number;
  readonly beep_start?: boolean;
  /** The flow that starts when it is over, in a session of its own. */
  readonly on_end_flow_id?: string;
}

/** Calls to one party with several telephones, in their order, this one among them: the first that is answered ends the others. */
export type CallGroup = {
  /** All at once, or one after another until one is answered. */
  readonly ring: "all" | "linear";
  readonly calls: readonly { readonly id: string; readonly number: string }[];
};

/** A recording of a call. */
export type Recording = {
  readonly id: string;
  readonly format: string;
  /** The leg that is recorded; absent: the whole call. */
  readonly leg?: string;
  /** Nothing is to be heard in it now. */
  masked?: boolean;
  /** Keys that end it: `any`, or the keys themselves. */
  readonly endOfKey?: string;
  /** Id of the flow that follows it. */
  onEndFlow?: string;
  status: "recording" | "finished";
  /** Where it can be had, once the channel has said so. */
  files?: string[];
};

/** Statuses of a caller in a queue (voipbin-flow.md section 7). */
export type QueueStatus = "initiating" | "waiting" | "connecting" | "kicking" | "service" | "done" | "abandoned";

/** A call's stay in a queue. */
export type QueueEntry = {
  readonly id: string;
  readonly queue: string;
  status: QueueStatus;
  /** The bridge in which caller and agent meet. */
  readonly bridge: string;
  /** The fork that runs meanwhile, and its steps: what the caller hears, and the bridge. */
  readonly flow: string;
  readonly waitNode: string;
  readonly bridgeNode: string;
  /** When the waiting ends without an agent, milliseconds since 1970 UTC. */
  readonly waitUntil?: number;
  /** The agent who was found, and the legs of the agent's telephones. */
  agent?: string;
  legs?: string[];
};

/** The call a session is about, as it is stored. */
export interface Call {
  /** Also the id of the leg that the flow talks to. */
  readonly id: string;
  readonly direction: CallDirection;
  readonly from: string;
  readonly to: string;
  /** Every party by the id of its leg, the flow's own one too; they stay here when they have ended. */
  readonly legs: Record<string, CallLeg>;
  /** A metaflow has connected its parties: it goes on without a flow, and even without the flow's own leg, while two are connected. */
  takenOver?: boolean;
  /** Its flow begins when it rings, not only when it is answered. */
  readonly earlyExecution?: boolean;
  readonly anonymous?: Anonymity;
  /** The calls to the same party, where there are several. */
  readonly group?: CallGroup;
  /** Ids of the calls that end with this one. */
  chained?: string[];
  /** The queue that it is in, or was in last. */
  queue?: QueueEntry;
  /** What was recorded of it, in the order of beginning. */
  recordings?: Recording[];
  /** Ids of the live transcriptions that run. */
  transcriptions?: string[];
  /** Ids of the external media that are connected. */
  externalMedia?: string[];
  /** An answering-machine detection runs, and what a machine means to the call. */
  detection?: "hangup" | "continue";
}
