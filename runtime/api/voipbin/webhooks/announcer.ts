import { DISTRIBUTOR } from "../../../call/queue/signals.js";
import type { SprintResult } from "../../../engine/engine.js";
import type { Session } from "../../../session/session.js";
import type { Announcement, Announcer } from "../../../switchboard/announcer.js";
import type { Switchboard } from "../../../switchboard/switchboard.js";
import { actionsOfSession } from "../activeflow-view.js";
import { MESSAGE_FLOW } from "../message-flow.js";
import { publicEvents } from "./events.js";
import type { WebhookSettings } from "./settings.js";
import { eventRequest, webhookOf, type PublicEvent } from "./webhook.js";

/** Sends VoIPBIN's events: of every session to the customer's webhook, and of an activeflow to its own, where it has one. */
export class WebhookEvents implements Announcer {
  constructor(
    private readonly switchboard: Pick<Switchboard, "store">,
    private readonly customer: WebhookSettings | undefined,
  ) {}

  concerns(session: Session): boolean {
    return session.flow.id !== DISTRIBUTOR && (this.customer !== undefined || webhookOf(session) !== undefined);
  }

  async announce(before: Session | undefined, result: SprintResult): Promise<readonly Announcement[]> {
    const { session } = result;
    const events = publicEvents(before, result, {
      history: before ? await this.switchboard.store.events(session.id) : [],
      actions: await actionsOfSession(this.switchboard, session),
    }).filter((event) => isTold(session, event));
    const { customer } = this;
    const secret = customer?.secret;
    const own = webhookOf(session);
    return events.flatMap((event) => [
      ...(customer ? [eventRequest({ method: "POST", ...customer }, event, { queue: "webhook", secret })] : []),
      // The activeflow's own events name it by `id`, so they are not among these.
      ...(own && event.data["activeflow_id"] === session.id
        ? [eventRequest(own, event, { queue: "activeflow-webhook", secret })]
        : []),
    ]);
  }
}

/** Of the sessions that only send a message for the API, the message is told and nothing else. */
function isTold({ flow }: Session, { type }: PublicEvent): boolean {
  return flow.id !== MESSAGE_FLOW || type.startsWith("message_");
}
