import type { Switchboard } from "../../switchboard.js";

const PAGE = 500;

/** Terminates the instances of a definition that have not ended, of one version or of all (8x8-automation.md D29). */
export async function endInstances(switchboard: Switchboard, flow: string, version?: number): Promise<void> {
  const statuses = ["active", "waiting", "suspended"] as const;
  const query = { flow, statuses, ...(version !== undefined && { version }) };
  const open: string[] = [];
  for (let offset = 0; ; offset += PAGE) {
    const page = await switchboard.store.sessionsOfFlow({ ...query, limit: PAGE, offset });
    open.push(...page.map(({ session }) => session.id));
    if (page.length < PAGE) break;
  }
  for (const session of open) await switchboard.command(session, "interrupt");
  for (const session of open) await whenThrough(switchboard, session);
}

/** Resolves when the session has taken what was accepted for it so far, or has to wait. */
export async function whenThrough(switchboard: Switchboard, session: string): Promise<void> {
  const found = await switchboard.store.session(session);
  if (found) await switchboard.whenLaneIdle(found.session.lane);
}
