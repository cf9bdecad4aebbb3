import express from "express";
import { EightByEightChannel } from "../../../adapters/eightbyeight/channel.js";
import type { EightByEightSettings } from "../../../adapters/eightbyeight/settings.js";
import type { Receipt } from "../../../runtime/channels/channel.js";
import { createApi } from "../../../runtime/api/index.js";
import { systemClock } from "../../../runtime/clock.js";
import type { Json, JsonObject } from "../../../runtime/json.js";
import { families } from "../../../runtime/families.js";
import { systemIds } from "../../../runtime/ids.js";
import { MemoryStore } from "../../../runtime/store/memory.js";
import { Switchboard } from "../../../runtime/switchboard/switchboard.js";
import { openServices } from "../../../runtime/services/open.js";
import { OutgoingHttp } from "../../../runtime/outgoing/client.js";
import type { Effect, Event } from "../../../runtime/session/event.js";
import type { ApiServer } from "../../api/server.js";
import { serve } from "../../support/http.js";
import { API_KEY, startApi, type EightByEightApi } from "./api.js";
import { loadContracts } from "./contract.js";

export const ACCOUNT = "acc_test";
const WEBHOOK_AUTHORIZATION = "Basic d2ViaG9vazpzZWNyZXQ=";

const contracts = loadContracts();
const services = openServices({ clock: systemClock, ids: systemIds });
/** Tests that need 8x8's OpenAPI documents. */
export const test8x8 = contracts ? test : test.skip;
export const describe8x8 = contracts ? describe : describe.skip;
/** What must be seen by nobody but 8x8. */
export const SECRETS = [API_KEY, WEBHOOK_AUTHORIZATION];

export interface TestAccount {
  readonly switchboard: Switchboard;
  readonly api: EightByEightApi;
  readonly channel: EightByEightChannel;
  /** Carries an event out, as the outbox does; gives the answer. */
  deliver(event: Event): Promise<JsonObject | Receipt>;
  /** Calls our webhook as 8x8 does. */
  webhook(body: unknown, authorization?: string): Promise<{ status: number; body: Json }>;
  close(): Promise<void>;
}

/** A switchboard with the channel `8x8`. */
export async function openAccount(settings: Partial<EightByEightSettings> = {}): Promise<TestAccount> {
  const switchboard = new Switchboard({
    store: new MemoryStore(systemClock),
    families,
    services: await services,
  });
  const server = await serve(express().use("/switchboard", createApi(switchboard, { token: "a-token" })));
  await switchboard.start();
  const account = await openChannel({ switchboard, url: `${server.url}/switchboard` }, settings);
  return {
    ...account,
    async close() {
      server.close();
      await switchboard.close();
      await account.close();
    },
  };
}

/** The channel `8x8` of a switchboard that is served at a URL; it talks to a server that is made from 8x8's contracts. */
export async function openChannel(
  { switchboard, url }: Pick<ApiServer, "switchboard" | "url">,
  settings: Partial<EightByEightSettings> = {},
): Promise<TestAccount> {
  if (!contracts) throw new Error("There are no contracts to test with.");
  const api = await startApi(contracts);
  const http = new OutgoingHttp(systemClock, { allow: ["127.0.0.1"] });
  const channel = new EightByEightChannel(switchboard, http, {
    account: ACCOUNT,
    apiKey: API_KEY,
    webhookAuthorization: WEBHOOK_AUTHORIZATION,
    smsSubAccountId: "sub_sms",
    chatAppsSubAccountId: "sub_chat",
    smsUrl: api.url("sms"),
    chatAppsUrl: api.url("chatApps"),
    voiceUrl: api.url("voice"),
    ...settings,
  });
  switchboard.channels.add(channel);
  return {
    switchboard,
    api,
    channel,
    deliver: (event) => channel.deliver(anEffect(event)),
    async webhook(body, authorization = WEBHOOK_AUTHORIZATION) {
      const response = await fetch(`${url}/webhooks/8x8`, {
        method: "POST",
        headers: { "Content-Type": "application/json", Authorization: authorization },
        body: typeof body === "string" ? body : JSON.stringify(body),
      });
      return { status: response.status, body: (await response.json()) as Json };
    },
    close() {
      http.close();
      api.close();
      return Promise.resolve();
    },
  };
}

function anEffect(event: Event): Effect {
  return { key: "session:1:0", channel: "8x8", session: "session", event };
}
