import { isLive } from "../../engine/runs.js";
import type { Sprint } from "../../engine/sprint.js";
import { resume } from "../../engine/stepping.js";
import type { Input } from "../../session/input.js";
import { isWaiting, type Run, type Session, type WaitingToken } from "../../session/session.js";
import type { Attended } from "./attended.js";

/** Name of the signal that takes a transfer back. */
export const TAKE_BACK = "transfer_take_back";

/** A transfer under way, and the token that waits for its end. */
interface Active {
  readonly run: Run;
  readonly token: WaitingToken;
  readonly attended: Attended;
}

/** Whether a leg gives somebody away now, or is being given away. */
export function isInTransfer(sprint: Sprint, leg: string): boolean {
  return activeWith(sprint, leg).length > 0;
}

/** Whether any transfer is under way: the call goes on for it, whoever leaves. */
export function hasTransfer(sprint: Sprint): boolean {
  return active(sprint).length > 0;
}

/** The transfers under way by which a leg gives somebody away. */
export function attendedBy(session: Session, leg: string): readonly Attended[] {
  return active({ session }).flatMap(({ attended }) => (attended.transferor === leg ? [attended] : []));
}

/** Shows a key to the transfer of the leg that pressed it. False: it means nothing to one. */
export async function pressInTransfer(sprint: Sprint, leg: string, input: Input): Promise<boolean> {
  const own = active(sprint).filter(({ attended }) => attended.transferor === leg);
  return tell(sprint, own, input);
}

/** Takes back the transfer that a leg is in. False: it is in none. */
export function takeBack(sprint: Sprint, leg: string): Promise<boolean> {
  return tell(sprint, activeWith(sprint, leg), { type: "signal", name: TAKE_BACK });
}

async function tell(sprint: Sprint, transfers: readonly Active[], input: Input): Promise<boolean> {
  let taken = false;
  for (const { run, token } of transfers) if (await resume(sprint, run, token, input)) taken = true;
  return taken;
}

function activeWith(sprint: Sprint, leg: string): readonly Active[] {
  return active(sprint).filter(({ attended }) => attended.transferor === leg || attended.transferee === leg);
}

function active({ session }: Pick<Sprint, "session">): readonly Active[] {
  return session.runs.filter(isLive).flatMap((run) =>
    run.tokens.filter(isWaiting).flatMap((token): Active[] => {
      const attended = token.wait.data?.["attended"];
      // Only the step that transfers keeps something by this name.
      return attended === undefined ? [] : [{ run, token, attended: attended as unknown as Attended }];
    }),
  );
}
