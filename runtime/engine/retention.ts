import { isWaiting, type Run, type Session } from "../session/session.js";
import type { Limits } from "./limits.js";
import { isLive } from "./runs.js";

/**
 * Takes from the snapshot what nothing will ask for again, so that a session that goes round for months stays small: the oldest
 * ended runs and the oldest steps of paths. The session's events tell of them as long as it is kept.
 */
export function forget(session: Session, { maxKeptRuns, maxKeptPathSteps }: Limits): void {
  if (session.runs.length > maxKeptRuns) forgetRuns(session, maxKeptRuns);
  for (const run of session.runs) if (run.path.length > maxKeptPathSteps) forgetPath(run, maxKeptPathSteps);
}

function forgetRuns(session: Session, limit: number): void {
  let surplus = session.runs.length - limit;
  const needed = neededRuns(session);
  session.runs = session.runs.filter((run) => needed.has(run.id) || surplus-- <= 0);
}

/** Live runs, those that called them, the newest that each of these called (`@child`), and the one the session began with. */
function neededRuns({ runs }: Session): ReadonlySet<string> {
  const needed = new Set(runs.slice(0, 1).map(({ id }) => id));
  const byId = new Map(runs.map((run) => [run.id, run]));
  for (const live of runs.filter(isLive)) {
    for (let run: Run | undefined = live; run; run = run.parent && byId.get(run.parent.run)) needed.add(run.id);
  }
  for (const id of [...needed]) {
    const child = runs.findLast(({ parent }) => parent?.run === id);
    if (child) needed.add(child.id);
  }
  return needed;
}

/** Steps that a token rests in stay, however old: it will leave them. */
function forgetPath(run: Run, limit: number): void {
  const resting = new Set(run.tokens.filter(isWaiting).map(({ step }) => step));
  let surplus = run.path.length - limit;
  run.path = run.path.filter(({ id }) => resting.has(id) || surplus-- <= 0);
}
