/** Statuses of a call, in the order in which they can follow (voipbin-flow.md section 8). */
export type CallStatus = "dialing" | "ringing" | "progressing" | "terminating" | "canceling" | "hangup";

export type HangupReason = "normal" | "failed" | "busy" | "cancel" | "timeout" | "noanswer" | "dialout" | "amd";

/** The call a session is about, as it is stored. */
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
}
