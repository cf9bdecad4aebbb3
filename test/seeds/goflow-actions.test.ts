import type { JsonObject } from "../../runtime/json.js";
import { fakeServices } from "../../runtime/testing/goflow/services/index.js";
import { Bench, NOW } from "../support/bench.js";
import { ask, flow, step } from "../support/program.js";

/*
 * The examples of GoFlow's documentation of actions, one a test: the action goes in, these events come out. UUIDs, times and what
 * went over the wire are left out of the comparison, as they are of another run.
 */

const ANDROID = { uuid: "57f1078f-88aa-46f4-a59a-948a5739c03d", name: "My Android Phone" };
const CUSTOMERS = { uuid: "1e1ce1e1-9288-4504-869e-022d1003c72a", name: "Customers" };
const TESTERS = { uuid: "b7cf0d83-f1c9-411c-96fd-c511a4cfa86d", name: "Testers" };
const SPAM = { uuid: "3f65d88a-95dc-4140-9451-943e94e06fea", name: "Spam" };
const BOOKING = { uuid: "1c06c884-39dd-4ce4-ad9f-9a01cbe6c000", name: "Booking" };
const SUPPORT = { uuid: "19dc6346-9623-4fe4-be80-538d493ecdf5", name: "Support Tickets" };
const NEXMO = { uuid: "fd47a886-451b-46fb-bcb6-242a4046c0c0", name: "Nexmo" };
const RYAN = "tel:+12024561111?channel=57f1078f-88aa-46f4-a59a-948a5739c03d";

const assets = {
  channels: [{ ...ANDROID, address: "+17036975131", schemes: ["tel"], roles: ["send", "receive"], country: "US" }],
  classifiers: [{ ...BOOKING, type: "wit", intents: ["book_flight", "book_hotel"] }],
  fields: ["activation_token", "gender"].map((key) => ({
    key,
    name: key === "gender" ? "Gender" : "Activation Token",
    type: "text",
  })),
  groups: [CUSTOMERS, TESTERS],
  labels: [SPAM],
  resthooks: [{ slug: "new-registration", subscribers: ["http://127.0.0.1:49998/?cmd=success"] }],
  ticketers: [{ ...SUPPORT, type: "internal" }],
};

const contact = {
  uuid: "5d76d86b-3bb9-4d5a-b822-c9d86f5d8e4f",
  name: "Ryan Lewis",
  language: "eng",
  timezone: "America/Guayaquil",
  created_on: "2018-06-20T11:40:30.123456789Z",
  urns: [RYAN, "twitterid:54784326227#nyaruka", "mailto:foo@bar.com"],
  groups: [TESTERS],
  fields: { activation_token: { text: "AACC55" } },
};

/** Says "Hi there" to a flow that knows a phone number, and then does the action; gives the events of the action. */
async function eventsOf(type: string, options: JsonObject, voice = false): Promise<JsonObject[]> {
  const now = (): number => NOW;
  const otherwise = (): JsonObject => ({ status: 200, body: '{ "ok": "true" }' });
  const dtone: JsonObject = {
    "https://dvs-api.dtone.com/v1/lookup/mobile-number/+12024561111": [
      { status: 200, body: [{ id: 1596, identified: true }] },
    ],
    "https://dvs-api.dtone.com/v1/products?type=FIXED_VALUE_RECHARGE&operator_id=1596&per_page=100": [
      { status: 200, body: [{ id: 6035, destination: { unit: "RWF", amount: 500 } }] },
    ],
    "https://dvs-api.dtone.com/v1/sync/transactions": [
      { status: 200, body: { status: { class: { message: "CONFIRMED" } } } },
    ],
  };
  const services = fakeServices({ mocks: dtone, otherwise, now });
  const bench = await Bench.open({ assets, services });
  await bench.store.createContact({ id: contact.uuid, document: contact, urns: ["tel:+12024561111"] });
  const language = "eng";
  await bench.define(flow("b7cf0d83-f1c9-411c-96fd-c511a4cfa86d", [], { language, name: "Collect Language" }));
  const nodes = [
    ask("question", "number"),
    step("number", "contact-set_run_result", { name: "Phone Number", value: "+12344563452" }, "action"),
    step("action", `contact-${type}`, options),
  ];
  const trigger = { type: "manual", at: NOW, connection: { channel: NEXMO, urn: "tel:+12065551212" } };
  const session = await bench.run(flow("registration", nodes, { language, ...(voice && { type: "voice" }) }), {
    urn: "tel:+12024561111",
    ...(voice && { trigger }),
  });
  await bench.give(session, {
    type: "message",
    message: { uuid: "9bf91c2b-ce58-4cef-aacc-281e03f69ab5", text: "Hi there" },
  });
  const events = (await bench.recorded(session)).filter(({ node }) => node === "action").map(({ event }) => event);
  await bench.close();
  return JSON.parse(JSON.stringify(events)) as JsonObject[];
}

const RESULT = { type: "run_result_changed" };

test.each<[type: string, action: JsonObject, events: JsonObject[], voice?: "voice"]>([
  ["add_contact_groups", { groups: [CUSTOMERS] }, [{ type: "contact_groups_changed", groups_added: [CUSTOMERS] }]],
  [
    "add_contact_urn",
    { scheme: "tel", path: "@results.phone_number.value" },
    [{ type: "contact_urns_changed", urns: [...contact.urns, "tel:+12344563452"] }],
  ],
  [
    "add_input_labels",
    { labels: [SPAM] },
    [{ type: "input_labels_added", input_uuid: "9bf91c2b-ce58-4cef-aacc-281e03f69ab5", labels: [SPAM] }],
  ],
  [
    "call_classifier",
    { classifier: BOOKING, input: "@input.text", result_name: "Intent" },
    [
      { type: "service_called", service: "classifier", classifier: BOOKING },
      {
        ...RESULT,
        name: "Intent",
        value: "book_flight",
        category: "Success",
        input: "Hi there",
        extra: {
          intents: [
            { name: "book_flight", confidence: 0.5 },
            { name: "book_hotel", confidence: 0.25 },
          ],
          entities: { location: [{ value: "Quito", confidence: 1 }] },
        },
      },
    ],
  ],
  [
    "call_resthook",
    { resthook: "new-registration" },
    [
      {
        type: "resthook_called",
        resthook: "new-registration",
        payload: {
          contact: { uuid: contact.uuid, name: "Ryan Lewis", urn: "tel:+12024561111" },
          input: { text: "Hi there", type: "msg", uuid: "9bf91c2b-ce58-4cef-aacc-281e03f69ab5" },
          results: { phone_number: { name: "Phone Number", value: "+12344563452", category: "" } },
        },
      },
      {
        type: "webhook_called",
        url: "http://127.0.0.1:49998/?cmd=success",
        status: "success",
        resthook: "new-registration",
        status_code: 200,
      },
    ],
  ],
  [
    "call_webhook",
    {
      method: "GET",
      url: "http://localhost:49998/?cmd=success",
      headers: { Authorization: "Token AAFFZZHH" },
      result_name: "webhook",
    },
    [
      { type: "webhook_called", url: "http://localhost:49998/?cmd=success", status: "success", status_code: 200 },
      {
        ...RESULT,
        name: "webhook",
        value: "200",
        category: "Success",
        input: "GET http://localhost:49998/?cmd=success",
        extra: { ok: "true" },
      },
    ],
  ],
  [
    "enter_flow",
    { flow: { uuid: "b7cf0d83-f1c9-411c-96fd-c511a4cfa86d", name: "Collect Language" } },
    [
      {
        type: "flow_entered",
        flow: { uuid: "b7cf0d83-f1c9-411c-96fd-c511a4cfa86d", name: "Collect Language" },
        terminal: false,
      },
    ],
  ],
  [
    "open_ticket",
    { ticketer: SUPPORT, subject: "Needs help", body: "@input", result_name: "Help Ticket" },
    [
      { type: "service_called", service: "ticketer", ticketer: SUPPORT },
      {
        type: "ticket_opened",
        ticket: { ticketer: SUPPORT, subject: "Needs help", body: "Hi there", external_id: "123456" },
      },
      { ...RESULT, name: "Help Ticket", category: "Success" },
    ],
  ],
  [
    "play_audio",
    { audio_url: "http://uploads.temba.io/2353262.m4a" },
    [
      {
        type: "ivr_created",
        msg: {
          urn: "tel:+12065551212",
          channel: NEXMO,
          text: "",
          attachments: ["audio:http://uploads.temba.io/2353262.m4a"],
        },
      },
    ],
    "voice",
  ],
  ["remove_contact_groups", { groups: [TESTERS] }, [{ type: "contact_groups_changed", groups_removed: [TESTERS] }]],
  [
    "say_msg",
    {
      text: "Hi @contact.name, are you ready to complete today's survey?",
      audio_url: "http://uploads.temba.io/2353262.m4a",
    },
    [
      {
        type: "ivr_created",
        msg: {
          urn: "tel:+12065551212",
          channel: NEXMO,
          text: "Hi Ryan Lewis, are you ready to complete today's survey?",
          attachments: ["audio:http://uploads.temba.io/2353262.m4a"],
          text_language: "eng",
        },
      },
    ],
    "voice",
  ],
  [
    "send_broadcast",
    { urns: ["tel:+12065551212"], text: "Hi @contact.name, are you ready to complete today's survey?" },
    [
      {
        type: "broadcast_created",
        translations: { eng: { text: "Hi Ryan Lewis, are you ready to complete today's survey?" } },
        base_language: "eng",
        urns: ["tel:+12065551212"],
      },
    ],
  ],
  [
    "send_email",
    {
      addresses: ["@urns.mailto"],
      subject: "Here is your activation token",
      body: "Your activation token is @contact.fields.activation_token",
    },
    [
      {
        type: "email_sent",
        to: ["foo@bar.com"],
        subject: "Here is your activation token",
        body: "Your activation token is AACC55",
      },
    ],
  ],
  [
    "send_msg",
    {
      text: "Hi @contact.name, are you ready to complete today's survey?",
      templating: {
        uuid: "32c2ead6-3fa3-4402-8e27-9cc718175c5a",
        template: { uuid: "3ce100b7-a734-4b4e-891b-350b1279ade2", name: "revive_issue" },
        variables: ["@contact.name"],
      },
      topic: "event",
    },
    [
      {
        type: "msg_created",
        msg: {
          urn: RYAN,
          channel: ANDROID,
          text: "Hi Ryan Lewis, are you ready to complete today's survey?",
          topic: "event",
        },
      },
    ],
  ],
  ["set_contact_channel", { channel: ANDROID }, []],
  [
    "set_contact_field",
    { field: { key: "gender", name: "Gender" }, value: "Female" },
    [{ type: "contact_field_changed", field: { key: "gender", name: "Gender" }, value: { text: "Female" } }],
  ],
  ["set_contact_language", { language: "eng" }, []],
  ["set_contact_name", { name: "Bob Smith" }, [{ type: "contact_name_changed", name: "Bob Smith" }]],
  [
    "set_contact_timezone",
    { timezone: "Africa/Kigali" },
    [{ type: "contact_timezone_changed", timezone: "Africa/Kigali" }],
  ],
  [
    "set_run_result",
    { name: "Gender", value: "m", category: "Male" },
    [{ ...RESULT, name: "Gender", value: "m", category: "Male" }],
  ],
  [
    "start_session",
    { groups: [CUSTOMERS], flow: { uuid: "b7cf0d83-f1c9-411c-96fd-c511a4cfa86d", name: "Registration" } },
    [
      {
        type: "session_triggered",
        flow: { uuid: "b7cf0d83-f1c9-411c-96fd-c511a4cfa86d", name: "Registration" },
        groups: [CUSTOMERS],
        run_summary: {
          flow: { uuid: "registration" },
          contact: { uuid: contact.uuid, name: "Ryan Lewis" },
          results: { phone_number: { name: "Phone Number", value: "+12344563452" } },
        },
      },
    ],
  ],
  [
    "transfer_airtime",
    { amounts: { RWF: 500, USD: 0.5 }, result_name: "Reward Transfer" },
    [
      {
        type: "airtime_transferred",
        sender: "tel:+17036975131",
        recipient: RYAN,
        currency: "RWF",
        desired_amount: 500,
        actual_amount: 500,
      },
      { ...RESULT, name: "Reward Transfer", value: "500", category: "Success" },
    ],
  ],
])("%s", async (...[type, action, events, voice]) => {
  const made = await eventsOf(type, action, voice !== undefined);
  expect(made.map((event) => event["type"])).toEqual(events.map((event) => event["type"]));
  expect(made).toMatchObject(events);
});
