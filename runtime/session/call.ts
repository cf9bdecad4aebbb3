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
  /** The other legs by their ids; they stay here when they have ended. */
  legs?: Record<string, CallLeg>;
}
