import type { Clock } from "../clock.js";
import type { Services } from "../engine/services.js";
import { JavaScriptExpressions } from "../expressions/javascript/index.js";
import type { Ids } from "../ids.js";
import { OutgoingHttp } from "../outgoing/client.js";
import "../outgoing/service.js";
import type { OutgoingSettings } from "../outgoing/settings.js";
import "../workflow/javascript.js";

/** Makes the services that every switchboard has. */
export async function openServices(options: {
  clock: Clock;
  ids: Ids;
  outgoing?: OutgoingSettings;
}): Promise<Services & { readonly http: OutgoingHttp }> {
  const { clock, ids } = options;
  const javascript = await JavaScriptExpressions.create({
    now: () => clock.now(),
    uuid: () => ids.uuid(),
    random: () => ids.random(),
  });
  return { javascript, http: new OutgoingHttp(clock, options.outgoing) };
}
