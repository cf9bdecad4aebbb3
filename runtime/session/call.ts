/** Statuses of a call, in the order in which they can follow (voipbin-flow.md section 8). */
export type CallStatus = "dialing" | "ringing" | "progressing" | "terminating" | "canceling" | "hangup";

export type HangupReason = "normal" | "failed" | "busy" | "cancel" | "timeout" | "noanswer" | "dialout" | "amd";

/** Another party of a call, as it is stored. A type, not an interface: only so TypeScript sees that it is JSON. */
export type CallLeg = {
  readonly number: string;
  /** Id of the user's or device's endpoint behind the number, where it is one of ours. */
  readonly endpoint?: string;
  status: CallStatus;
  hangupBy?: "remote" | "local";
};

/** A recording of a call. */
export type Recording = {
  readonly id: string;
  readonly format: string;
  /** Keys that end it: `any`, or the keys themselves. */
  readonly endOfKey?: string;
  status: "recording" | "finished";
  /** Where it can be had, once the channel has said so. */
  files?: string[];
};

/** The call a session is about, as it is stored. Its id is also that of the leg that the flow talks to. */
export interface Call {
  readonly id: string;
  readonly direction: "incoming" | "outgoing";
  readonly from: string;
  readonly to: string;
  status: CallStatus;
  hangupReason?: HangupReason;
  hangupBy?: "remote" | "local";
  /** Id of the media effect that plays now. */
  media?: string;
  /** What was recorded of it, in the order of beginning. */
  recordings?: Recording[];
  /** Ids of the live transcriptions that run. */
  transcriptions?: string[];
  /** Ids of the external media that are connected. */
  externalMedia?: string[];
  /** An answering-machine detection runs, and what a machine means to the call. */
  detection?: "hangup" | "continue";
  /** The other legs by their ids; they stay here when they have ended. */
  legs?: Record<string, CallLeg>;
}
