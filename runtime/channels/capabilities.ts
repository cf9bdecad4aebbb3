/**
 * What a channel may be able to do. A step names what it needs in `requires.capabilities`; a channel declares what it has.
 *
 * Some are replaced where a channel lacks them, see `messageParts`: quick replies by a numbered list, attachments by links, a long
 * text by several. Everything else is refused at deploy, or, where the channel is known only later, at delivery.
 */
export type Capability =
  | "text"
  | "attachments"
  | "quick_replies"
  /** Message templates that the provider has approved. */
  | "templates"
  | "voice"
  | "dtmf"
  | "recording"
  | "transcription"
  /** Transcriptions of what was recorded; `transcription` is of what is said now. */
  | "recording_transcription"
  | "machine_detection"
  | "conference"
  /** Calls to others, and bridges between legs. */
  | "outgoing_calls"
  /** Putting a party on hold, with silence or music. */
  | "hold"
  /** Playing media by other names than addresses. */
  | "named_media"
  /** Cutting a party off from hearing others, or from being heard. */
  | "mute"
  /** Cutting it off from hearing others while it is heard. */
  | "deafen"
  /** Speech to a party that talks to others. */
  | "announcements"
  /** Hearing the key * of parties that talk to each other, and the keys that follow it. */
  | "star_in_bridges"
  /** Hearing any of their keys. */
  | "keys_in_bridges"
  /** Hearing what the other side sends before it answers. */
  | "early_media"
  /** Ending a recording after silence. */
  | "silence_detection"
  | "ogg"
  /** Changing how loud or high somebody is heard. */
  | "sound_effects"
  /** Bringing a bot into a call. */
  | "chatbots"
  /** Playing back to the caller what the caller says. */
  | "echo"
  /** The call's sound as a stream to and from elsewhere. */
  | "media_streams";

/** How each capability is called in messages to people. */
export const CAPABILITY_WORDS: Readonly<Record<Capability, string>> = {
  text: "text messages",
  attachments: "attachments",
  quick_replies: "quick replies",
  templates: "message templates",
  voice: "speech and sounds on calls",
  dtmf: "keys pressed on calls",
  recording: "recordings of calls",
  transcription: "transcriptions of calls",
  recording_transcription: "transcriptions of recordings",
  machine_detection: "answering-machine detection",
  conference: "conferences",
  outgoing_calls: "outgoing calls",
  hold: "holding parties of calls",
  named_media: "media by other names than addresses (https://...)",
  mute: "muting parties of calls",
  deafen: "parties who are heard but hear nobody",
  announcements: "announcements while parties talk",
  star_in_bridges: "the key * while parties talk",
  keys_in_bridges: "keys while parties talk",
  early_media: "what is heard before the answer",
  silence_detection: "recordings that end after silence",
  ogg: "recordings in the format ogg",
  sound_effects: "changes of a voice's loudness and pitch",
  chatbots: "chatbots on calls",
  echo: "echoes of what is said on calls",
  media_streams: "streams of a call's sound",
};

/** What a channel can do, and how much at a time. */
export interface Capabilities {
  readonly can: readonly Capability[];
  /** Longest text of one message, in UTF-16 code units. Absent: any length. */
  readonly maxText?: number;
  /** Attachments of one message. Absent: any number. */
  readonly maxAttachments?: number;
  /** Quick replies of one message; where there are more, all become a numbered list. Absent: any number. */
  readonly maxQuickReplies?: number;
}

/** Whoever declares nothing is asked for nothing: the channel refuses what it cannot do when it is given it. */
export function lacks(capabilities: Capabilities | undefined, needed: readonly Capability[]): readonly Capability[] {
  return capabilities === undefined ? [] : needed.filter((capability) => !capabilities.can.includes(capability));
}
