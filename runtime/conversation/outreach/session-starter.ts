import { DeliveryRefused, type Deliverer } from "../../channels/channel.js";
import { lanes } from "../../session/lanes.js";
import { derivedUuid } from "../../formats/uuids.js";
import { isJsonObject, type JsonObject } from "../../json.js";
import type { Effect } from "../../session/event.js";
import type { StoredContact } from "../../store/store.js";
import type { Switchboard } from "../../switchboard/switchboard.js";
import { SESSIONS } from "./queues.js";
import { isForMany, recipientsOf } from "./reach.js";

/**
 * Acts on `session_triggered` (goflow.md sections 5 and 13): starts the flow with each recipient, for whom the run that did it is
 * `@parent`. It may be called again after a crash: the ids of the starts make each of them count once.
 */
export class SessionStarter implements Deliverer {
  readonly id = SESSIONS;

  constructor(private readonly switchboard: Switchboard) {}

  async deliver({ event, key }: Effect): Promise<JsonObject> {
    const { flow } = event;
    const { uuid, name } = isJsonObject(flow) ? flow : {};
    const called = await this.switchboard.flows.load({ id: String(uuid) });
    if (!called) throw new DeliveryRefused(`There is no flow '${String(uuid)}' to start sessions with.`);
    let started = 0;
    const start = async (contact: StoredContact): Promise<void> => {
      const session = derivedUuid(key, contact.id);
      const at = this.switchboard.clock.now();
      await this.switchboard.accept({
        source: SESSIONS,
        inputId: session,
        lane: lanes.ofContact(contact.id),
        at,
        input: {
          type: "start",
          flow: { id: String(uuid), ...(typeof name === "string" && { name }) },
          session,
          trigger: {
            type: "flow_action",
            at,
            ...(isJsonObject(event["run_summary"]) && { run_summary: event["run_summary"] }),
            ...(isJsonObject(event["history"]) && { history: event["history"] }),
            ...(isForMany(event) && { batch: true }),
          },
        },
      });
      started++;
    };
    for await (const contact of recipientsOf(event, this.switchboard.reach)) await start(contact);
    if (event["create_contact"] === true) await start(await this.#newContact(derivedUuid(key, "contact")));
    return { started };
  }

  /** A contact of whom nothing is known. */
  #newContact(id: string): Promise<StoredContact> {
    const created_on = new Date(this.switchboard.clock.now()).toISOString();
    return this.switchboard.store.createContact({ id, document: { uuid: id, created_on, status: "active" }, urns: [] });
  }
}
