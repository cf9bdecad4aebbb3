import type { Assets } from "../contacts/assets.js";
import { readContact, writeContact, type ContactDocument } from "../contacts/contact.js";
import { canonicalTime } from "../contacts/times.js";
import { isJsonObject, type Json, type JsonObject } from "../json.js";
import type { RecordedEvent } from "../session/event.js";
import { isWaiting, type PathStep, type Run, type Session } from "../session/session.js";
import { readEnvironment, writeEnvironment } from "./environment.js";

/** A session with everything that the store keeps beside its snapshot. */
export interface SessionRecord {
  readonly session: Session;
  readonly contact?: ContactDocument | undefined;
  /** Every event of the session, in order. */
  readonly events: readonly RecordedEvent[];
}

/** Environments are written without being used: nothing reads their clock. */
const NO_SOURCES = { now: () => 0, random: () => 0 };

/** A session as GoFlow serialises it (goflow.md section 30). */
export function exportSession({ session, contact, events }: SessionRecord, assets: Assets): JsonObject {
  const wait = waitOf(session);
  return {
    uuid: session.id,
    type: session.type,
    environment: exportEnvironment(session.environment ?? {}),
    trigger: exportTrigger(session.trigger, assets),
    ...(contact && { contact: exportContact(contact, assets) }),
    runs: session.runs.map((run) =>
      exportRun(
        run,
        events.filter((event) => event.run === run.id && event.scope !== "sprint"),
      ),
    ),
    status: session.status,
    ...(wait && { wait }),
    ...(session.input && { input: exportInput(session, assets) }),
  };
}

/** Events that GoFlow has none for: what becomes of a message once it went out is told by the host. */
const OWN_EVENTS: ReadonlySet<string> = new Set(["msg_status"]);

/** Events as GoFlow writes them (goflow.md section 15). */
export function exportEvents(events: readonly RecordedEvent[]): JsonObject[] {
  return events.filter(({ event }) => !OWN_EVENTS.has(event.type)).map(exportEvent);
}

function exportEvent({ event, at, step }: RecordedEvent): JsonObject {
  return { ...present(event), created_on: time(at), ...(step !== undefined && { step_uuid: step }) };
}

function exportRun(run: Run, recorded: readonly RecordedEvent[]): JsonObject {
  const events = exportEvents(recorded);
  const { id, name = "" } = run.flow;
  return {
    uuid: run.id,
    flow: { uuid: id, name },
    ...(run.parent && { parent_uuid: run.parent.run }),
    path: run.path.map(exportStep),
    ...(events.length > 0 && { events }),
    ...(Object.keys(run.results).length > 0 && { results: present(run.results) }),
    status: run.status,
    created_on: time(run.startedAt),
    modified_on: time(run.modifiedAt),
    expires_on: run.expiresAt === undefined ? null : time(run.expiresAt),
    exited_on: run.endedAt === undefined ? null : time(run.endedAt),
  };
}

function exportStep({ id, node, at, exit }: PathStep): JsonObject {
  return { uuid: id, node_uuid: node, arrived_on: time(at), ...(exit !== undefined && { exit_uuid: exit }) };
}

function exportTrigger(trigger: Session["trigger"], assets: Assets): JsonObject {
  const { at, triggered_on: given, contact, environment, ...rest } = trigger;
  return {
    ...present(rest),
    triggered_on: typeof given === "string" ? canonicalTime(given) : time(at),
    ...(isJsonObject(contact) && { contact: exportContact(contact, assets) }),
    ...(isJsonObject(environment) && { environment: exportEnvironment(environment) }),
  };
}

function exportContact(contact: ContactDocument | JsonObject, assets: Assets): JsonObject {
  // A contact's document is JSON by construction.
  return writeContact(readContact(contact, assets).contact) as unknown as JsonObject;
}

function exportEnvironment(environment: JsonObject): JsonObject {
  return writeEnvironment(readEnvironment(environment, NO_SOURCES));
}

function exportInput({ input, inputAt, startedAt }: Session, assets: Assets): JsonObject {
  const { uuid, text, urn, channel: given, attachments, external_id } = input!;
  const known = given && assets.channels.get(given.uuid);
  const channel = known && { uuid: known.uuid, name: known.name };
  return present({
    type: "msg",
    uuid,
    urn,
    channel,
    created_on: time(inputAt ?? startedAt),
    text,
    attachments,
    external_id,
  });
}

/** The wait in GoFlow's form is what a router's wait remembers (`waits.ts`). */
function waitOf(session: Session): Json | undefined {
  return session.runs
    .flatMap((run) => run.tokens)
    .filter(isWaiting)
    .map((token) => token.wait.data?.["wait"])
    .find((wait) => wait !== undefined);
}

function time(at: number): string {
  return new Date(at).toISOString();
}

/** The properties that are there, as JSON that anybody can read: halves of characters, which webhooks may say, are replaced. */
function present(properties: object): JsonObject {
  const whole = (_key: string, value: unknown): unknown => (typeof value === "string" ? value.toWellFormed() : value);
  return JSON.parse(JSON.stringify(properties, whole)) as JsonObject;
}
