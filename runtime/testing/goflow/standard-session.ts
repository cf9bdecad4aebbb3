import { readResume } from "../../conversation/trigger-document.js";
import type { Json, JsonObject } from "../../json.js";
import { Mismatch } from "../expect.js";
import type { TestHost } from "../host.js";
import { withConversation } from "./bench.js";
import { findInCorpus, readJson } from "./corpus-file.js";
import { placeIn, type Place } from "./evaluation.js";
import { uuidsIn } from "./normalise.js";
import { fakeServices } from "./services/index.js";

/** What the servers of the session say: what they are asked to, or that all is well. */
function echoOf(url: string): string {
  return new URL(url).searchParams.get("content") ?? '{ "ok": "true" }';
}

export interface StandardSession {
  /** ISO 8601. */
  readonly now: string;
  /** What servers answer, where it is not what they always do. */
  readonly answer?: string;
  /** What is different in the environment. */
  readonly overlay?: JsonObject;
}

/** A place in the example session of the reference's documentation, which lies in the corpus. */
export interface StandardPlace extends Place {
  /** UUIDs that were given, not made. */
  readonly known: ReadonlySet<string>;
}

/** Starts the example session and gives it its message. `from`: a file of the corpus. */
export async function standardPlace(
  from: string,
  host: TestHost,
  { now, answer, overlay = {} }: StandardSession,
): Promise<StandardPlace> {
  const [assets, trigger, resume] = ["assets", "trigger", "resume"].map((name) => part(from, name));
  if (!assets || !trigger || !resume) throw new Mismatch("The corpus has no example session.");
  const otherwise = (url: string): Json => ({ status: 200, body: answer ?? echoOf(url) });
  const services = fakeServices({ otherwise, now: () => Date.parse(now) });
  return withConversation(host, { assets, now, services }, async (conversation) => {
    await conversation.start(trigger);
    await conversation.resume(resume);
    const input = readResume(resume, "");
    if ("problem" in input) throw new Mismatch(input.problem);
    const place = await placeIn(conversation, input, overlay);
    return { ...place, known: uuidsIn(assets, trigger, resume) };
  });
}

function part(from: string, name: string): JsonObject | undefined {
  const file = findInCorpus(from, `session/${name}.json`);
  return file === undefined ? undefined : (readJson(file) as JsonObject);
}

/** Makes places once for each host and setting: evaluating changes nothing. */
export function placesOf(from: string): (host: TestHost, session: StandardSession) => Promise<StandardPlace> {
  const places = new Map<string, Promise<StandardPlace>>();
  return (host, session) => {
    const key = JSON.stringify([host.name, session]);
    let place = places.get(key);
    if (!place) places.set(key, (place = standardPlace(from, host, session)));
    return place;
  };
}
