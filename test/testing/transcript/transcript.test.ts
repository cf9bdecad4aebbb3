import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeTab } from "../../../runtime/formats/node-red/index.js";
import { programTestHost } from "../../../runtime/testing/host.js";
import { runTranscript } from "../../../runtime/testing/transcript/run.js";
import type { Transcript } from "../../../runtime/testing/transcript/transcript.js";
import type { Program } from "../../../runtime/program.js";
import { flow, say, step } from "../../support/program.js";

const folder = mkdtempSync(join(tmpdir(), "switchboard-"));

afterAll(() => rmSync(folder, { recursive: true }));

async function play(programs: readonly Program[], test: Pick<Transcript, "conversation" | "http">): Promise<void> {
  const tabs = programs.flatMap((program) => {
    const written = writeTab(program);
    if ("problems" in written) throw new Error(JSON.stringify(written.problems));
    return written.document;
  });
  writeFileSync(join(folder, "flow.json"), JSON.stringify(tabs));
  const transcript = { name: "t", flows: ["flow.json"], contact: "tel:+250788123456", ...test };
  await runTranscript(transcript, join(folder, "t.test.json"), programTestHost);
}

const ID = "5a2f1c34-6f5e-4c0b-9d2b-3d1c6f0e8a11";
const OTHER = "9c1f7a52-3a5e-4f0b-8d2b-3d1c6f0e8a22";
const URL = "https://shop.example/stock";

const lookUp = step("look", "contact-call_webhook", { method: "GET", url: URL, result_name: "stock" }, "tell");
const stock = flow(ID, [lookUp, say("tell", "@results.stock: @webhook.left")]);

test("a webhook has the answers of the test, the last one again and again", async () => {
  const answer = { method: "GET", url: URL };
  const http = [
    { ...answer, status: 200, body: { left: 3 } },
    { ...answer, status: 404, body: "Nothing here" },
  ];
  const start = { start: ID };

  const conversation = [start, { expect: "200: 3" }, start, { expect: "404: " }, start, { expect: "404: " }];

  await expect(play([stock], { http, conversation })).resolves.toBeUndefined();
});

test("a server that the test does not know is not there", async () => {
  const http = [{ method: "POST", url: URL }];

  await expect(play([stock], { http, conversation: [{ start: ID }, { expect: "0: " }] })).resolves.toBeUndefined();
});

test("requests of other families have the same servers", async () => {
  const request = step("ask", "workflow-HttpRequest", {
    inputs: { method: "GET", url: URL },
    outputs: { left: "{{step.responseBody.left}}" },
  });
  const sms = step("sms", "workflow-SMS", { inputs: { destination: "+250788123456", text: "{{data.left}} left" } });
  const program = flow(ID, [{ ...request, exits: { next: ["sms"] } }, sms]);
  const http = [{ method: "GET", url: URL, body: { left: 7 } }];

  await expect(play([program], { http, conversation: [{ start: ID }, { expect: "7 left" }] })).resolves.toBeUndefined();
});

test("sessions that a flow starts for others talk to them", async () => {
  const urns = ["tel:+250788000111"];
  const others = step("others", "contact-start_session", { flow: { uuid: OTHER, name: "Other" }, urns }, "done");
  const programs = [
    flow(ID, [others, say("done", "Started")]),
    flow(OTHER, [say("hi", "Hi from @parent.contact.urn")]),
  ];
  const conversation = [
    { start: ID },
    { expect: "Started" },
    { expect: "Hi from tel:+250788123456", to: "tel:+250788000111" },
    { status: "completed" },
  ];

  await expect(play(programs, { conversation })).resolves.toBeUndefined();
});

test("a message for somebody else is not one for the contact", async () => {
  const broadcast = step("all", "contact-send_broadcast", { text: "News", urns: ["tel:+250788000111"] });
  const conversation = [{ start: ID }, { expect: "News" }];

  await expect(play([flow(ID, [broadcast])], { conversation })).rejects.toThrow("recipient");
});
