import type { VoipbinSettings } from "../../../runtime/api/voipbin/index.js";
import type { Clock } from "../../../runtime/clock.js";
import { isJsonObject, type JsonObject } from "../../../runtime/json.js";
import { RecordingChannel } from "../../support/recording-channel.js";
import { startServer, type Answer, type ApiServer } from "../server.js";

/** A server with the API, and a telephone and message channel that keeps what it is told. */
export interface VoipbinServer extends ApiServer {
  readonly channel: RecordingChannel;
  /** The body of a request that succeeds. */
  get(path: string): Promise<JsonObject>;
  post(path: string, body?: object): Promise<JsonObject>;
  /** Lets everything come to rest. */
  settle(): Promise<void>;
}

export async function startVoipbinServer(
  options: { clock?: Clock; voipbin?: VoipbinSettings } = {},
): Promise<VoipbinServer> {
  const server = await startServer({ ...options, path: "/v1.0" });
  const channel = new RecordingChannel("simulator");
  server.switchboard.channels.add(channel);
  const expectOk = async (answer: Promise<Answer>): Promise<JsonObject> => {
    const { status, body } = await answer;
    if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
    return body;
  };
  return {
    ...server,
    channel,
    get: (path) => expectOk(server.request("GET", path)),
    post: (path, body) => expectOk(server.request("POST", path, body)),
    settle: () => server.switchboard.whenIdle(),
  };
}

/** The parts of an error that a client acts on, without those that differ each time. */
export function errorOf({ status, body }: Answer): JsonObject {
  const { error } = body;
  if (!isJsonObject(error)) return { http: status, body };
  const { request_id, ...rest } = error;
  expect(request_id).toEqual(expect.stringMatching(/^[0-9a-f-]{36}$/));
  return { http: status, ...rest };
}

/** The texts in a list's field. */
export function each(body: JsonObject, field: string): unknown[] {
  return (Array.isArray(body["result"]) ? body["result"] : []).map((item) => (isJsonObject(item) ? item[field] : item));
}

export const UNKNOWN_ID = "11111111-1111-4111-8111-111111111111";
