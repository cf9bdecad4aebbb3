import type { FlowSessionsQuery } from "../../store/store.js";
import type { Switchboard } from "../../switchboard/switchboard.js";

const PAGE = 500;

/** Of which definition, and of which version of it; absent: of all. */
interface Instances {
  readonly flow: string;
  readonly version?: number;
}

/** Terminates the instances of a definition that have not ended (8x8-automation.md D29). */
export async function endInstances(switchboard: Switchboard, instances: Instances): Promise<void> {
  const open = await idsOf(switchboard, { ...instances, statuses: ["active", "waiting", "suspended"] });
  for (const session of open) await switchboard.command(session, "interrupt");
  for (const session of open) await whenThrough(switchboard, session);
}

/** Removes the instances of a definition that have ended, with their logs (8x8-automation.md section 9). */
export async function removeInstances(switchboard: Switchboard, instances: Instances): Promise<void> {
  for (const session of await idsOf(switchboard, instances)) await switchboard.store.removeSession(session);
}

async function idsOf({ store }: Switchboard, query: Omit<FlowSessionsQuery, "limit" | "offset">): Promise<string[]> {
  const ids: string[] = [];
  for (let offset = 0; ; offset += PAGE) {
    const page = await store.sessionsOfFlow({ ...query, limit: PAGE, offset });
    ids.push(...page.map(({ session }) => session.id));
    if (page.length < PAGE) return ids;
  }
}

/** Resolves when the session has taken what was accepted for it so far, or has to wait. */
export async function whenThrough(switchboard: Switchboard, session: string): Promise<void> {
  const found = await switchboard.store.session(session);
  if (found) await switchboard.whenLaneIdle(found.session.lane);
}
