import type { ParticipantContextUpdateOptions } from "twilio/lib/rest/api/v2010/account/conference/participant";
import { BoundedCache } from "../../../runtime/bounded-cache.js";
import type { Client } from "../client.js";
import { explained, hasCode, rethrow } from "../errors.js";

/** More than there are at a time. */
const MAX_CONFERENCES = 10_000;
/** There is no such conference, or nobody of this call in it. */
const NOT_THERE = [20404];

/**
 * The conferences of bridges. Twilio knows them by ids of its own, which it tells by the name: so nothing has to be kept but what
 * saves a question.
 */
export class Conferences {
  readonly #sids = new BoundedCache<string, string>(MAX_CONFERENCES);

  constructor(private readonly client: Client) {}

  /** Changes a party of a conference, by the ids of its call. False: it is not there (yet). */
  async update(name: string, call: string, change: ParticipantContextUpdateOptions): Promise<boolean> {
    const known = this.#sids.get(name);
    if (known !== undefined) {
      if (await this.#update(known, call, change)) return true;
      // A conference of this name that has ended may have a successor.
      this.#sids.delete(name);
    }
    const sid = await this.#find(name);
    if (sid === undefined || sid === known) return false;
    this.#sids.set(name, sid);
    return this.#update(sid, call, change);
  }

  /** Ids of the calls of parties on hold. */
  async onHold(name: string): Promise<readonly string[]> {
    const sid = await this.#find(name);
    if (sid === undefined) return [];
    const { conferences } = await this.client();
    const participants = await conferences(sid).participants.list({ hold: true }).catch(rethrow);
    return participants.map(({ callSid }) => callSid);
  }

  /** The one that runs; else the one that has not started, because somebody is alone in it. */
  async #find(name: string): Promise<string | undefined> {
    const { conferences } = await this.client();
    for (const status of ["in-progress", "init"] as const) {
      const [found] = await conferences.list({ friendlyName: name, status, limit: 1 }).catch(rethrow);
      if (found) return found.sid;
    }
    return undefined;
  }

  async #update(sid: string, call: string, change: ParticipantContextUpdateOptions): Promise<boolean> {
    const { conferences } = await this.client();
    try {
      await conferences(sid).participants(call).update(change);
      return true;
    } catch (error) {
      if (hasCode(error, NOT_THERE)) return false;
      throw explained(error);
    }
  }
}
