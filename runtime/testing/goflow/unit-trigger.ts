import type { JsonObject } from "../../json.js";

/** Where the clock of cases of single actions, routers ... stands. */
export const UNIT_NOW = "2018-10-18T14:20:30.000123Z";

/** What is special about a session of a single action or router. */
export interface UnitSession {
  readonly no_contact?: boolean;
  readonly no_urns?: boolean;
  readonly no_input?: boolean;
  readonly redact_urns?: boolean;
  readonly as_batch?: boolean;
  readonly in_flow_type?: string;
  readonly spanish?: boolean;
}

const CHANNEL = { uuid: "57f1078f-88aa-46f4-a59a-948a5739c03d", name: "My Android Phone" };
const NUMBER = "tel:+12065551212";

/** The trigger that the reference engine's cases of single actions start with (goflow-inventory.md section 2). */
export function unitTrigger(flow: JsonObject, special: UnitSession): JsonObject {
  const { uuid, name } = flow;
  const isManual = special.no_input === true || special.as_batch === true;
  return {
    type: isManual ? "manual" : "msg",
    flow: { uuid: uuid ?? "", name: name ?? "" },
    triggered_on: UNIT_NOW,
    environment: {
      allowed_languages: ["eng", "spa"],
      default_country: "RW",
      redaction_policy: special.redact_urns ? "urns" : "none",
    },
    ...(!special.no_contact && { contact: contact(special) }),
    ...(special.in_flow_type === "voice" && { connection: { channel: CHANNEL, urn: NUMBER } }),
    ...(special.as_batch && { batch: true }),
    ...(!isManual && { msg: message() }),
  };
}

function contact({ no_urns: noUrns, spanish }: UnitSession): JsonObject {
  return {
    uuid: "5d76d86b-3bb9-4d5a-b822-c9d86f5d8e4f",
    name: "Ryan Lewis",
    language: spanish ? "spa" : "eng",
    status: "active",
    timezone: "America/Guayaquil",
    created_on: "2018-06-20T11:40:30.123456789Z",
    ...(!noUrns && { urns: [`${NUMBER}?channel=${CHANNEL.uuid}&id=123`, "twitterid:54784326227#nyaruka"] }),
    groups: [
      { uuid: "b7cf0d83-f1c9-411c-96fd-c511a4cfa86d", name: "Testers" },
      { uuid: "0ec97956-c451-48a0-a180-1ce766623e31", name: "Males" },
    ],
    fields: { gender: { text: "Male" } },
  };
}

function message(): JsonObject {
  return {
    uuid: "aa90ce99-3b4d-44ba-b0ca-79e63d9ed842",
    urn: NUMBER,
    text: "Hi everybody",
    attachments: [
      "image/jpeg:http://http://s3.amazon.com/bucket/test.jpg",
      "audio/mp3:http://s3.amazon.com/bucket/test.mp3",
    ],
  };
}
