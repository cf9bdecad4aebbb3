import type { TwilioSettings } from "../../../adapters/twilio/settings.js";
import type { ApiServer } from "../../api/server.js";
import { NUMBER, openAccountOn } from "./account.js";

/** Somebody at `address` (Twilio's name of them, such as `whatsapp:+12065550100`) who writes to a number of ours. */
export async function openTwilioLine(
  api: ApiServer,
  address: string,
  settings: Partial<TwilioSettings> = {},
): Promise<{ write(text: string): Promise<unknown>; readonly received: readonly string[]; close(): Promise<void> }> {
  const account = await openAccountOn(api, settings);
  let written = 0;
  return {
    write: (text) =>
      account.webhook("/messages", { MessageSid: `SM${written++}`, From: address, To: NUMBER, Body: text }),
    get received() {
      return account.api.requests.map(({ form }) => String(form["Body"]));
    },
    close: async () => {
      expect(account.api.problems).toEqual([]);
      account.disconnect();
    },
  };
}
