import { createHmac } from "node:crypto";
import { TwilioChannel } from "../../../adapters/twilio/channel.js";
import type { TwilioSettings } from "../../../adapters/twilio/settings.js";
import { systemClock } from "../../../runtime/clock.js";
import { OutgoingHttp } from "../../../runtime/outgoing/client.js";
import { startServer, type ApiServer } from "../../api/server.js";
import { ACCOUNT, AUTH_TOKEN, startTwilioApi, type TwilioApi } from "./api.js";
import { Contract } from "./contract.js";

export const PUBLIC_URL = "https://flows.example.org";
export const NUMBER = "+12065550199";

export const contract = Contract.load();
/** Tests that need Twilio's OpenAPI document. */
export const testTwilio = contract ? test : test.skip;

export interface WebhookAnswer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

export interface TwilioAccount {
  readonly server: ApiServer;
  readonly api: TwilioApi;
  readonly channel: TwilioChannel;
  /** Puts another channel in the place of the one that there is. */
  reopen(): void;
  /** Calls one of our webhooks as Twilio does. `signature` replaces its own; `token` names the request. */
  webhook(
    path: string,
    parameters: Record<string, string>,
    request?: { readonly signature?: string; readonly token?: string },
  ): Promise<WebhookAnswer>;
  /** Ends Twilio's side. */
  disconnect(): void;
  close(): Promise<void>;
}

/** A switchboard whose channel `twilio` talks to a server that is made from Twilio's contract. */
export async function openAccount(settings: Partial<TwilioSettings> = {}): Promise<TwilioAccount> {
  return openAccountOn(await startServer(), settings);
}

/** The same, on a switchboard that is there. */
export async function openAccountOn(server: ApiServer, settings: Partial<TwilioSettings> = {}): Promise<TwilioAccount> {
  if (!contract) throw new Error("There is no contract to test with.");
  const api = await startTwilioApi(contract);
  const http = new OutgoingHttp(systemClock, { allow: ["127.0.0.1"] });
  const account = { accountSid: ACCOUNT, authToken: AUTH_TOKEN, publicUrl: PUBLIC_URL, number: NUMBER };
  const open = (): TwilioChannel => {
    const channel = new TwilioChannel(server.switchboard, http, { ...account, apiUrl: api.url, ...settings });
    server.switchboard.channels.add(channel);
    return channel;
  };
  let channel = open();
  const disconnect = (): void => {
    http.close();
    api.close();
  };
  const publicUrl = (settings.publicUrl ?? PUBLIC_URL).replace(/\/$/, "");
  return {
    server,
    api,
    get channel() {
      return channel;
    },
    reopen() {
      void channel.close();
      channel = open();
    },
    async webhook(path, parameters, { signature, token } = {}) {
      const below = `/webhooks/twilio${path}`;
      const body = { AccountSid: ACCOUNT, ...parameters };
      const response = await fetch(server.url + below, {
        method: "POST",
        headers: {
          "X-Twilio-Signature": signature ?? sign(`${publicUrl}/switchboard${below}`, body),
          ...(token !== undefined && { "I-Twilio-Idempotency-Token": token }),
        },
        body: new URLSearchParams(body),
      });
      return { status: response.status, type: response.headers.get("content-type") ?? "", text: await response.text() };
    },
    disconnect,
    async close() {
      await server.close();
      disconnect();
    },
  };
}

/** Twilio's signature (https://www.twilio.com/docs/usage/webhooks/webhooks-security): the URL, then names and values by name. */
export function sign(url: string, parameters: Record<string, string>): string {
  const text = Object.keys(parameters)
    .sort()
    .reduce((before, name) => before + name + parameters[name], url);
  return createHmac("sha1", AUTH_TOKEN).update(text, "utf8").digest("base64");
}
