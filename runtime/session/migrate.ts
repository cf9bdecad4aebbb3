import type { JsonObject } from "../json.js";
import type { CallLeg } from "./call.js";
import { SNAPSHOT_VERSION, type Session } from "./session.js";

/** A snapshot in a layout that this version of Switchboard does not know (a newer one wrote it). */
export class UnknownSnapshotVersion extends Error {
  override readonly name = "UnknownSnapshotVersion";
}

/** What brings a snapshot of each older layout up to the next one. */
const STEPS: Readonly<Record<number, (session: JsonObject) => void>> = { 1: ownLegAmongTheOthers };

/** Brings a snapshot that an older version wrote up to today's layout. */
export function migrate(stored: Session): Session {
  const session = stored as { id: string; version: number };
  for (let step = STEPS[session.version]; step; step = STEPS[session.version]) {
    step(session as unknown as JsonObject);
    session.version++;
  }
  if (session.version !== SNAPSHOT_VERSION) {
    throw new UnknownSnapshotVersion(
      `Session ${String(session.id)} was written in layout ${String(session.version)}; this version reads ${SNAPSHOT_VERSION}.`,
    );
  }
  return stored;
}

/** Layout 2: the flow's own leg is one of the call's legs, and legs that talk to each other are in one bridge. */
function ownLegAmongTheOthers(session: JsonObject): void {
  const call = session["call"] as (JsonObject & { legs?: Record<string, CallLeg> }) | undefined;
  if (!call) return;
  const { id, direction, from, to, legs = {}, ...state } = call;
  const talking = Object.values(legs).find(({ status }) => status === "progressing");
  const bridged = (leg: object): object => (leg === talking ? { bridge: String(id) } : {});
  session["call"] = {
    ...{ id: id!, direction: direction!, from: from!, to: to! },
    legs: {
      [String(id)]: {
        ...{ number: direction === "incoming" ? from! : to!, direction: direction! },
        ...state,
        ...(talking && { bridge: String(id) }),
      },
      ...Object.fromEntries(
        Object.entries(legs).map(([leg, each]) => [leg, { ...each, direction: "outgoing", ...bridged(each) }]),
      ),
    },
  } as JsonObject;
}
