/** Who holds a party, where it is a program. */
const PROGRAM = "api";

const ENDINGS = {
  busy: "Was busy",
  noanswer: "Declined the call",
  dialout: "Did not answer",
  cancel: "Stopped ringing",
  amd: "A machine had answered",
};

/** Whether a phone rings: somebody calls it, and it can answer. */
export function rings({ direction, status }) {
  return direction === "outgoing" && status === "ringing";
}

const MUTED = { in: "hears nobody", out: "is not heard", both: "hears nobody and is not heard" };

/** The state of a phone in a few words. */
export function legText(call, leg) {
  const text = stateText(call, leg);
  return leg.muted === undefined ? text : `${text} (muted: ${MUTED[leg.muted]})`;
}

function stateText(call, leg) {
  if (leg.status === "ended") return ENDINGS[leg.reason] ?? "The call has ended";
  if (rings(leg)) return leg.caller_hidden ? "A withheld number is calling" : `${caller(call, leg)} is calling`;
  if (leg.status === "ringing") return `Calling: ${call.to}`;
  if (leg.hears === "ringback") return "Hears it ring";
  if (leg.held_by === PROGRAM) return `On hold: hears ${leg.hears === "moh" ? "music" : "silence"}`;
  if (leg.held_by !== undefined) return `On hold by ${numberOf(call, leg.held_by)}: hears music`;
  if (leg.hears === "moh") return "Hears music";
  if (holds(call, leg)) return "Has put the other on hold";
  if (leg.hears === "silence") return "Hears silence";
  if (leg.talks_to.length > 0 && leg.caller_hidden) return "Talks to a withheld number";
  if (leg.talks_to.length > 0) return `Talks to ${leg.talks_to.map(({ number }) => number).join(", ")}`;
  if (leg.bridge !== undefined) return "Waits for others to join";
  if (leg.id !== call.id) return "Nobody is on the line";
  if (leg.caller_hidden) return "On the call with a withheld number";
  return `On the call: ${call.direction === "incoming" ? call.to : call.from}`;
}

function holds({ legs }, { id }) {
  return legs.some(({ held_by }) => held_by === id);
}

export function numberOf({ legs }, id) {
  return legs.find((leg) => leg.id === id)?.number ?? id;
}

function caller(call, leg) {
  return leg.id === call.id || call.direction === "incoming" ? call.from : call.to;
}
