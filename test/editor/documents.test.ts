import { existsSync } from "node:fs";
import { CHROMIUM, openSwitchboard, TOKEN, type EditorPage } from "./fixture/editor.js";
import { registration } from "./fixture/documents.js";
import { cancelOpenForm, done, field, nodeOf, openForm, place, type EditorGlobals } from "./fixture/page.js";

const available = existsSync(CHROMIUM);
if (!available) process.stderr.write(`test/editor/documents.test.ts: skipped, there is no ${CHROMIUM}\n`);

(available ? describe : describe.skip)("documents in the editor", () => {
  let editor: EditorPage;

  beforeAll(async () => {
    editor = await openSwitchboard();
    await post("flows", {
      format: "voipbin",
      document: { name: "Greeting", actions: [{ type: "answer" }, { type: "talk", option: { text: "Hello" } }] },
    });
    await act("switchboard:open-flow");
  }, 120_000);

  afterAll(() => editor.close());

  afterEach(async () => {
    await cancelOpenForm(editor.page);
    expect(editor.errors).toEqual([]);
  });

  test("an export is imported: nodes with several actions are groups, and its assets config nodes that steps offer", async () => {
    const { page } = editor;
    await importing(JSON.stringify(registration));
    await page.getByText("Imported from GoFlow.").waitFor();
    const nodes = await onTab();
    expect(nodes.filter(({ type }) => type === "group").map(({ nodes }) => (nodes as string[]).length)).toEqual([2, 2]);

    const groups = nodes.find(({ type }) => type === "contact-add_contact_groups")!;
    await openForm(page, groups.id);
    await field(page, "Groups").locator("select").selectOption({ label: "Adults" });
    await done(page);
    expect((await nodeOf(page, groups.id)).options["groups"]).toEqual([
      { uuid: "0ec97956-c451-48a0-a180-1ce766623e31", name: "Adults" },
    ]);
  });

  test("the tab is exported as a document again, or it is said which node has no words there", async () => {
    const { page } = editor;
    await page.getByLabel("Format of the export").selectOption("goflow");
    await page.getByText("export this tab").click();
    const text = page.getByLabel("Exported document");
    await text.waitFor();
    const { uuid, nodes } = registration.flows[0]!;
    expect(JSON.parse(await text.inputValue())).toMatchObject({ uuid, nodes: nodes.map(({ uuid }) => ({ uuid })) });

    await page.getByLabel("Format of the export").selectOption("voipbin");
    await page.getByText("export this tab").click();
    await page.getByText("VoIPBIN has no words for this tab.").waitFor();
    expect(await page.locator(".switchboard-problems li").first().innerText()).toMatch(/add_contact_groups/);
  });

  test("a document that is wrong is explained: which flow, which node, which action", async () => {
    const { page } = editor;
    const broken = structuredClone(registration.flows[0]!);
    Object.assign(broken.nodes[0]!.actions![1]!, { type: "send_mesage" });
    await importing(JSON.stringify(broken));
    await page.getByText("The document cannot be imported.").waitFor();
    expect(await page.locator(".switchboard-problems li").first().innerText()).toMatch(
      /Registration.*72a1f5df.*action 2[\s\S]*send_mesage/,
    );
  });

  test("a text that is no document is explained, with the place of the slip", async () => {
    const { page } = editor;
    const said = page.locator(".switchboard-problems li").first();
    await importing('{\n"actions": [],\n}');
    await page.getByText("This is no document.").waitFor();
    expect(await said.innerText()).toMatch(/It must be JSON: .*line 3 column 1/);
    await importing("7");
    await said.getByText("It must be a JSON object or list.").waitFor();
  });

  test("a document without a name becomes a tab that has one", async () => {
    const { page } = editor;
    await importing(JSON.stringify({ actions: [{ type: "answer" }] }));
    await page.locator(".red-ui-tab.active", { hasText: "Flow from VoIPBIN" }).waitFor();
  });

  test("a definition that was posted opens as a tab, and can be chosen as a flow", async () => {
    const { page } = editor;
    await place(page, { id: "enter", type: "contact-enter_flow", options: {}, outputs: 1 });
    await openForm(page, "enter");
    await field(page, "Flow").locator("select").selectOption({ label: "Greeting" });
    await cancelOpenForm(page);

    await page.locator(".switchboard-flows li", { hasText: "Greeting" }).getByText("open").click();
    await page.locator(".red-ui-tab.active", { hasText: "Greeting" }).waitFor();
    expect((await onTab()).map(({ type }) => type)).toEqual(["entry-flow", "call-answer", "call-talk"]);
  });

  test("a group is added from the step that needs it, and the step keeps its reference", async () => {
    const { page } = editor;
    await place(page, { id: "leave", type: "contact-remove_contact_groups", options: {}, outputs: 1 });
    await openForm(page, "leave");
    await field(page, "Groups").getByText("add", { exact: true }).click();
    await field(page, "Groups").getByTitle("add a new group").click();
    const dialog = page.locator(".red-ui-tray").last();
    await dialog.locator("#node-config-dialog-ok").waitFor();
    const name = dialog.locator('.switchboard-row:has(> label:text-is("Name")) input');
    await name.fill("Leavers");
    await dialog.locator("#node-config-dialog-ok").click();
    await dialog.locator("#node-config-dialog-ok").waitFor({ state: "detached" });
    await done(page);
    expect((await nodeOf(page, "leave")).options).toEqual({ groups: [{ uuid: expect.any(String), name: "Leavers" }] });
    expect((await nodeOf(page, "leave")).outputs).toBe(1);
  });

  async function post(path: string, body: object): Promise<void> {
    const response = await fetch(`${editor.url}switchboard/${path}`, {
      method: "POST",
      headers: { Authorization: `Bearer ${TOKEN}`, "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(201);
  }

  function act(action: string): Promise<void> {
    return editor.page.evaluate((name) => (globalThis as unknown as EditorGlobals).RED.actions.invoke(name), action);
  }

  async function importing(text: string): Promise<void> {
    await act("switchboard:import-document");
    await editor.page.getByLabel("Document", { exact: true }).fill(text);
    await editor.page.getByText("import as a tab").click();
  }

  function onTab(): Promise<(Record<string, unknown> & { id: string })[]> {
    return editor.page.evaluate(() => {
      const { RED } = globalThis as unknown as EditorGlobals;
      const nodes = RED.nodes.createCompleteNodeSet() as (Record<string, unknown> & { id: string })[];
      return nodes.filter(({ z }) => z === RED.workspaces.active());
    });
  }
});
