import type { JsonObject } from "../../runtime/json.js";
import { TOKEN, type ApiServer } from "../api/server.js";

export interface OpenFeed {
  /** The data of the next event. */
  next(): Promise<JsonObject>;
  /** Reads on until an event is as wanted. */
  until(wanted: (data: JsonObject) => boolean): Promise<JsonObject>;
  close(): void;
}

/** Reads server-sent events of the simulator's feed. */
export function openFeed(server: ApiServer, query: string): Promise<OpenFeed> {
  return openEvents(`${server.url}/simulator/feed?${query}`);
}

export async function openEvents(url: string, headers: Record<string, string> = {}): Promise<OpenFeed> {
  const abort = new AbortController();
  const response = await fetch(url, {
    headers: { Authorization: `Bearer ${TOKEN}`, ...headers },
    signal: abort.signal,
  });
  if (!response.ok || !response.body) throw new Error(`The feed answered ${response.status}.`);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  async function next(): Promise<JsonObject> {
    for (;;) {
      const end = text.indexOf("\n\n");
      if (end >= 0) {
        const block = text.slice(0, end);
        text = text.slice(end + 2);
        const data = block.split("\n").find((line) => line.startsWith("data: "));
        if (data) return JSON.parse(data.slice("data: ".length)) as JsonObject;
        continue;
      }
      const { done, value } = await reader.read();
      if (done) throw new Error("The feed has ended.");
      text += value;
    }
  }
  return {
    next,
    async until(wanted) {
      for (;;) {
        const data = await next();
        if (wanted(data)) return data;
      }
    },
    close: () => abort.abort(),
  };
}
