const CONTACT = "contact:";
const CALL = "call:";

/** A lane's name says whose inputs it orders. */
export const lanes = {
  ofContact: (contact: string): string => `${CONTACT}${contact}`,
  ofCall: (call: string): string => `${CALL}${call}`,
  ofSession: (session: string): string => `session:${session}`,
};

/** Id of the contact whose lane it is; undefined: it is no contact's. */
export function contactOfLane(lane: string): string | undefined {
  return lane.startsWith(CONTACT) ? lane.slice(CONTACT.length) : undefined;
}

/** Id of the call whose lane it is; undefined: it is no call's. */
export function callOfLane(lane: string): string | undefined {
  return lane.startsWith(CALL) ? lane.slice(CALL.length) : undefined;
}
