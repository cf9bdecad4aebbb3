import { outgoingMessage } from "../../../runtime/channels/messages.js";
import { Bench } from "../../support/bench.js";
import { ask, flow, say, step } from "../../support/program.js";

test("sends the text to the contact by the channel that reaches it", async () => {
  const bench = await Bench.open();

  const session = await bench.run(flow("f", [say("hello", "Hello")]));

  expect(await bench.events(session, "msg_created")).toMatchObject([
    { msg: { urn: "tel:+15550100", channel: { uuid: "test", name: "test" }, text: "Hello" } },
  ]);
  expect(bench.channel.texts).toEqual(["Hello"]);
});

test("evaluates what the text holds", async () => {
  const bench = await Bench.open();
  await bench.run(flow("f", [ask("name", "hi"), say("hi", "Hi @results.name, @(1 + 2) messages")]));

  await bench.say("Ann");

  expect(bench.channel.texts).toEqual(["Hi Ann, 3 messages"]);
});

test("sends the good part of a text whose expression fails, and says what failed", async () => {
  const bench = await Bench.open();

  const session = await bench.run(flow("f", [say("hi", "Half: @(1 / 0).")]));

  expect(bench.channel.texts).toEqual(["Half: ."]);
  expect(await bench.complaints(session)).toHaveLength(1);
});

test("sends attachments and quick replies along; empty ones are left out", async () => {
  const bench = await Bench.open();
  const options = {
    text: "Pick",
    attachments: ["image/png:https://a.example/@(1 + 1).png", '@("")'],
    quick_replies: ["Yes", "No"],
  };

  const session = await bench.run(flow("f", [step("pick", "contact-send_msg", options)]));

  expect(outgoingMessage(bench.channel.effects[0]!)).toMatchObject({
    attachments: ["image/png:https://a.example/2.png"],
    quickReplies: ["Yes", "No"],
  });
  expect(await bench.complaints(session)).toEqual(["attachment text evaluated to empty string, skipping"]);
});

test("speaks the contact's language where the flow has the text in it", async () => {
  const bench = await Bench.open();
  const spanish = { spa: { hello: { text: ["Hola"] } } };
  const hello = flow("f", [say("hello", "Hello")], { language: "eng", localization: spanish });

  await bench.run(hello, { environment: { allowed_languages: ["spa", "eng"] } });

  expect(bench.channel.texts).toEqual(["Hola"]);
});

test("makes a message that nobody can deliver for a contact without an address", async () => {
  const bench = await Bench.open();

  const session = await bench.run(flow("f", [say("hello", "Hello")]), { urn: "mailto:ann@example.com" });

  const [event] = await bench.events(session, "msg_created");
  expect(event).toEqual({ type: "msg_created", msg: { uuid: expect.any(String), text: "Hello" } });
});

test("is an error in a session without a contact, which goes on", async () => {
  const bench = await Bench.open();
  await bench.define(
    flow("f", [say("hello", "Hello", "set"), step("set", "call-variable_set", { key: "a", value: "b" })]),
  );

  const session = await bench.switchboard.startFlow({ id: "f" });
  await bench.settle();

  expect(await bench.complaints(session)).toEqual(["can't execute action in session without a contact"]);
  expect(await bench.session(session)).toMatchObject({ status: "completed", variables: { a: "b" } });
});
