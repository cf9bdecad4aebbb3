import { existsSync } from "node:fs";
import { CHROMIUM, openSwitchboard, type EditorPage } from "./fixture/editor.js";
import { cancelOpenForm, type EditorGlobals } from "./fixture/page.js";

const available = existsSync(CHROMIUM);
if (!available) process.stderr.write(`test/editor/channel-form.test.ts: skipped, there is no ${CHROMIUM}\n`);

/** What is deployed. */
const channels = [
  { id: "good", type: "switchboard-mqtt", name: "", options: { id: "sensors", port: 0 } },
  { id: "bad", type: "switchboard-http", name: "", options: { id: "gateway", url: "ftp://elsewhere" } },
];

(available ? describe : describe.skip)("the form of a channel in Node-RED's editor", () => {
  let editor: EditorPage;

  beforeAll(async () => {
    editor = await openSwitchboard(channels);
  }, 120_000);

  afterAll(() => editor.close());

  afterEach(async () => {
    await cancelOpenForm(editor.page);
    expect(editor.errors).toEqual([]);
  });

  async function openChannel(id: string, type: string): Promise<void> {
    await editor.page.evaluate(
      ([id, type]) => (globalThis as unknown as EditorGlobals).RED.editor.editConfig("", type!, id!),
      [id, type],
    );
    await editor.page.locator(".switchboard-test").waitFor();
  }

  const answer = (): Promise<string> => editor.page.locator(".switchboard-test-answer").innerText();

  test("the test button shows what the provider of the deployed channel answers", async () => {
    await openChannel("good", "switchboard-mqtt");
    expect(await answer()).toBe("channel 'sensors' is ready");
    await editor.page.locator(".switchboard-test").click();
    await editor.page.getByText("The channel is connected to its broker.").waitFor();
  });

  test("a channel with bad settings says why it is not tested, before and after", async () => {
    const why = /^channel 'gateway': url .*; correct its settings and deploy$/;
    await openChannel("bad", "switchboard-http");
    expect(await answer()).toMatch(why);
    await editor.page.locator(".switchboard-test").click();
    await editor.page.locator(".switchboard-bad").getByText("channel 'gateway'").waitFor();
    expect(await answer()).toMatch(why);
  });
});
