import type { Sprint } from "../engine/sprint.js";
import { referenceOf } from "./reference.js";
import { lanes } from "../session/lanes.js";

/** How often in a row a flow may be followed by another, which may be itself (voipbin-flow.md section 2, limits). */
const MOST_FOLLOWERS = 4;

/** The variable that counts them. */
const COUNT = "voipbin.activeflow.complete_count";

/**
 * The flow that follows when a session has ended, however it ended: it is about the same and has the variables, but no call any more
 * (section 6).
 */
export function startFollower(sprint: Sprint): void {
  const { session } = sprint;
  const flow = session.runs[0]?.onComplete;
  if (flow === undefined) return;
  const count = Number(session.variables[COUNT] ?? 0) + 1;
  if (count > MOST_FOLLOWERS) {
    sprint.record({ type: "error", text: `the flow ${flow} does not follow: ${MOST_FOLLOWERS} have followed already` });
    return;
  }
  const follower = sprint.ids.uuid();
  sprint.record({ type: "on_complete_executed", flow_id: flow, session: follower, complete_count: String(count) });
  sprint.startSession({
    type: "start",
    flow: { id: flow },
    session: follower,
    ...(session.contact !== undefined && { lane: lanes.ofContact(session.contact) }),
    ...(session.channel !== undefined && { channel: session.channel }),
    trigger: { type: "on_complete", at: sprint.now(), session: session.id, reference: { ...referenceOf(session) } },
    variables: {
      ...session.variables,
      [COUNT]: String(count),
      "voipbin.activeflow.reference_activeflow_id": session.id,
    },
  });
}
