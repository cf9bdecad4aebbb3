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

/** The state of a phone in a few words. */
export function legText(call, leg) {
  if (leg.status === "ended") return ENDINGS[leg.reason] ?? "The call has ended";
  if (rings(leg)) return `${caller(call, leg)} is calling`;
  if (leg.status === "ringing") return `Calling: ${call.to}`;
  if (leg.hears === "ringback") return "Hears it ring";
  if (leg.held_by !== undefined) return `On hold by ${numberOf(call, leg.held_by)}: hears music`;
  if (leg.hears === "moh") return "Hears music";
  if (leg.hears === "silence") return "Has put the other on hold";
  if (leg.talks_to.length > 0) return `Talks to ${leg.talks_to.map(({ number }) => number).join(", ")}`;
  if (leg.bridge !== undefined) return "Waits for others to join";
  if (leg.id !== call.id) return "Nobody is on the line";
  return `On the call: ${call.direction === "incoming" ? call.to : call.from}`;
}

export function numberOf({ legs }, id) {
  return legs.find((leg) => leg.id === id)?.number ?? id;
}

function caller(call, leg) {
  return leg.id === call.id || call.direction === "incoming" ? call.from : call.to;
}
