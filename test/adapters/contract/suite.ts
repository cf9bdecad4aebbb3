import type { ApiServer } from "../../api/server.js";
import type { Answer, Provider } from "./provider.js";
import { Stage } from "./stage.js";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

export interface ChannelUnderTest {
  readonly name: string;
  /** Opens the channel and its provider on the switchboard of this server. */
  readonly open: (server: ApiServer) => Promise<Provider>;
  /** The answers that this kind of provider can give. */
  readonly answers: readonly (Extract<Answer, string> | "busy")[];
}

/** What holds for every channel, whatever its protocol (docs/channels.md, "What every channel does"). */
export function channelContract({ name, open, answers }: ChannelUnderTest): void {
  describe(`${name}: the contract of channels`, () => {
    let stage: Stage;
    let provider: Provider;
    beforeEach(async () => {
      stage = await Stage.open(open);
      ({ provider } = stage);
    });
    afterEach(async () => {
      const told = [...stage.logged, JSON.stringify(await stage.server.switchboard.store.deadEffects(100))].join("\n");
      for (const secret of provider.secrets) expect(told).not.toContain(secret);
      await stage.close();
    });

    const given = (answer: (typeof answers)[number]): typeof test => (answers.includes(answer) ? test : test.skip);
    const texts = (): string[] => provider.taken.map(({ text }) => text);

    test("a message that comes in is answered, and one that is sent again counts once", async () => {
      if (!provider.write) return;
      await provider.write({ id: "m-1", text: "hello" });
      await stage.until(() => provider.taken.length === 1);
      await provider.write({ id: "m-1", text: "hello" });
      await provider.write({ id: "m-2", text: "hello" });
      await stage.until(() => provider.taken.length === 2);
      await stage.idle();

      expect(texts()).toEqual(["Hi!", "Hi!"]);
      const contact = await stage.server.switchboard.store.contactByUrn(provider.urn);
      const sessions = await stage.server.switchboard.store.sessionsOfContact(contact!.id, 10);
      expect(sessions.map(({ session }) => session.runs[0]?.status)).toEqual(["completed", "completed"]);
    });

    test("a message goes out once, and its session tells that it did", async () => {
      const session = await stage.send({ text: "one" });
      await stage.until(() => provider.taken.length === 1);
      await stage.idle();

      expect(texts()).toEqual(["one"]);
      expect(await stage.statuses(session)).toEqual([
        expect.objectContaining({
          channel: provider.channel.id,
          key: `${session}:1:0`,
          status: expect.stringMatching(/^(queued|sent|delivered)$/),
          msg: { uuid: expect.any(String) },
        }),
      ]);
    });

    test("what the provider reports is told by the session, once", async () => {
      if (!provider.report) return;
      const session = await stage.send({ text: "one" });
      await stage.until(() => provider.taken.length === 1);
      await provider.report("read");
      await provider.report("read");
      await stage.idle();

      const [first, ...others] = await stage.statuses(session);
      expect(others).toMatchObject([{ status: "read", key: first?.["key"] }]);
    });

    test("a failure that the provider reports has its code", async () => {
      if (!provider.report) return;
      const session = await stage.send({ text: "one" });
      await stage.until(() => provider.taken.length === 1);
      await provider.report("failed", "30003");
      await stage.idle();

      expect((await stage.statuses(session)).at(-1)).toMatchObject({ status: "failed", code: "30003" });
    });

    given("fail")("what may pass is tried again after pauses that double, with the same key", async () => {
      provider.answer("fail", "fail", "fail");
      await stage.send({ text: "one" });
      await stage.until(() => provider.attempts === 1);
      await stage.pass(MINUTE_MS);

      expect(provider.attempts).toBe(4);
      expect(texts()).toEqual(["one"]);
    });

    given("drop")("a connection that breaks does not lose a message", async () => {
      provider.answer("drop", "drop");
      await stage.send({ text: "one" });
      await stage.until(() => provider.attempts === 1);
      await stage.pass(MINUTE_MS);

      await stage.until(() => provider.taken.length === 1);
      expect(texts()).toEqual(["one"]);
    });

    given("hang")("a provider that gives no answer does not hang the outbox", async () => {
      provider.answer("hang");
      await stage.send({ text: "one" });
      await stage.until(() => provider.attempts === 1);
      await stage.passIdly(2 * MINUTE_MS);
      await stage.until(() => provider.taken.length === 1);

      expect(texts()).toEqual(["one"]);
    });

    given("busy")("a provider that wants a pause has it, from all messages of the channel", async () => {
      provider.answer({ busyForSeconds: 30 });
      await stage.send({ text: "one" });
      await stage.until(() => provider.attempts === 1);
      await stage.idle();
      await stage.send({ text: "two" });
      await stage.pass(29_000);
      expect(provider.attempts).toBe(1);
      await stage.pass(2000);
      await stage.until(() => provider.taken.length === 2);

      expect(texts().sort()).toEqual(["one", "two"]);
    });

    given("refuse")(
      "what the provider refuses is a dead letter with the reason, and the session tells so",
      async () => {
        provider.answer("refuse");
        const session = await stage.send({ text: "one" });
        await stage.until(() => provider.attempts === 1);
        await stage.pass(DAY_MS);

        expect(provider.attempts).toBe(1);
        const [dead] = await stage.server.switchboard.store.deadEffects(10);
        expect(dead?.lastError).toMatch(/\w/);
        expect(await stage.statuses(session)).toMatchObject([{ status: "failed", reason: dead?.lastError }]);
      },
    );

    test("a long text, choices and attachments arrive, as the channel can show them", async () => {
      const words = Array.from({ length: 600 }, (_, index) => `word${index}`);
      await stage.send({ text: words.join(" "), quick_replies: ["Red", "Blue"] });
      await stage.until(() => provider.taken.some(({ text }) => text.includes("word599")));
      await stage.idle();

      const { maxText = Infinity, can } = provider.channel.capabilities ?? { can: ["quick_replies"] };
      expect(
        texts()
          .join(" ")
          .match(/word\d+/g),
      ).toEqual(words);
      expect(Math.max(...texts().map(({ length }) => length))).toBeLessThanOrEqual(maxText);
      expect(new Set(provider.taken.map(({ key }) => key)).size).toBe(provider.taken.length);
      if (!can.includes("quick_replies")) expect(texts().at(-1)).toContain("1. Red\n2. Blue");
    });

    test("an effect that the channel cannot carry out is refused by name", async () => {
      const effect = { key: "s:1:0", channel: provider.channel.id, session: "s", event: { type: "levitate" } };

      await expect(provider.channel.deliver(effect)).rejects.toThrow("levitate");
    });
  });
}
