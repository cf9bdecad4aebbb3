import { Bench } from "../../support/bench.js";
import { flow, say, step } from "../../support/program.js";

/** Waits for Ann, and keeps what she writes. */
function reply(inputs: object = {}): ReturnType<typeof flow> {
  const options = {
    inputs: { from: "+1 (555) 0100", channel: "sms", ...inputs },
    outputs: { said: "{{step.reply.payload.body}}" },
  };
  return flow("f", [step("wait", "workflow-WaitForReply", options, "after"), say("after", "After")]);
}

test("a message from the one it waits for is its output", async () => {
  const bench = await Bench.open();
  const session = await bench.run(reply());

  await bench.say("yes");

  expect((await bench.session(session)).data).toEqual({ said: "yes" });
  expect(bench.channel.texts).toEqual(["After"]);
});

test("a message from somebody else is none of its business", async () => {
  const bench = await Bench.open();
  const session = await bench.run(reply());

  await bench.say("yes", { urn: "tel:+15550999" });

  expect((await bench.session(session)).status).toBe("waiting");
});

test("a message on another kind of channel is none either", async () => {
  const bench = await Bench.open();
  const session = await bench.run(reply({ channel: "whatsapp" }));

  await bench.say("yes");

  expect((await bench.session(session)).status).toBe("waiting");
});

test("gives up after a day where no time is set; the output is null then", async () => {
  const bench = await Bench.open();
  const session = await bench.run(reply());

  await bench.pass(24 * 3_600_000);

  expect(await bench.session(session)).toMatchObject({ status: "completed", data: { said: null } });
  expect(await bench.events(session, "workflow_step_completed")).toEqual([
    { type: "workflow_step_completed", step: "wait", status: "Cancelled" },
  ]);
});

test("gives up after the time that is set", async () => {
  const bench = await Bench.open();
  await bench.run(reply({ timeout: "00:00:10" }));

  await bench.pass(10_000);

  expect(bench.channel.texts).toEqual(["After"]);
});

test("a session with no contact can wait for one too", async () => {
  const bench = await Bench.open();
  await bench.define(reply());
  const session = await bench.switchboard.startFlow({ id: "f" }, { channel: "test" });
  await bench.settle();

  await bench.say("yes");

  expect((await bench.session(session)).data).toEqual({ said: "yes" });
});

test("the one it waits for may be a number", async () => {
  const bench = await Bench.open();
  const session = await bench.run(reply({ from: "{{data.phone}}" }), { data: { phone: 15550100 } });

  await bench.say("yes");

  expect((await bench.session(session)).data).toMatchObject({ said: "yes" });
});

test.each([null, { a: 1 }, true])("fails where it is to wait for %j", async (phone) => {
  const bench = await Bench.open();

  const session = await bench.run(reply({ from: "{{data.phone}}" }), { data: { phone } });

  expect((await bench.session(session)).status).toBe("failed");
  expect(await bench.events(session, "failure")).toHaveLength(1);
});

describe("of a suspended session", () => {
  const twice = flow("f", [
    step("first", "workflow-WaitForReply", said("first"), "second"),
    step("second", "workflow-WaitForReply", said("second")),
  ]);

  // The session is the contact's own, or one that is found by the sender only.
  test.each([{ channel: "test", urn: "tel:+15550100" }, { channel: "test" }])(
    "it takes one message; the next is for nobody, the wait that follows least of all: %j",
    async (start) => {
      const bench = await Bench.open();
      await bench.define(twice);
      const session = await bench.switchboard.startFlow({ id: "f" }, start);
      await bench.settle();
      await bench.command(session, "suspend");

      await bench.say("one", { urn: "tel:+15550100" });
      await bench.say("two", { urn: "tel:+15550100" });
      await bench.command(session, "resume");

      expect(await bench.session(session)).toMatchObject({ status: "waiting", data: { first: "one" } });
    },
  );
});

function said(name: string) {
  const inputs = { from: "+15550100", channel: "sms" };
  return { inputs, outputs: { [name]: "{{step.reply.payload.body}}" } };
}
