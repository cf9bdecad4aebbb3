import { existsSync } from "node:fs";
import { allSteps } from "../../runtime/steps.js";
import { paletteFamilies } from "../../runtime/editor/families.js";
import { stepId } from "../../runtime/step.js";
import { CHROMIUM, openEditor, type EditorPage } from "./fixture/editor.js";
import { cancelOpenForm, done, field, nodeOf, openForm, place, wiresOf, type EditorGlobals } from "./fixture/page.js";
import { everything, listener, router, starter } from "./fixture/steps.js";

const available = existsSync(CHROMIUM);
if (!available) process.stderr.write(`test/editor/form.test.ts: skipped, there is no ${CHROMIUM}\n`);

const steps = [...allSteps, everything, router, listener, starter];

(available ? describe : describe.skip)("the form of a step in Node-RED's editor", () => {
  let editor: EditorPage;

  beforeAll(async () => {
    editor = await openEditor(steps);
  }, 120_000);

  afterAll(() => editor.close());

  afterEach(async () => {
    await cancelOpenForm(editor.page);
    expect(editor.errors).toEqual([]);
  });

  test("the palette has every step, and a heading for each family", async () => {
    const shown = await editor.page
      .locator(".red-ui-palette-node")
      .evaluateAll((nodes) =>
        nodes.map((node) => (node as unknown as { dataset: { paletteType: string } }).dataset.paletteType),
      );
    expect(shown).toEqual(expect.arrayContaining(steps.map(stepId)));
    const headings = await editor.page.locator(".red-ui-palette-header:visible").allInnerTexts();
    const labels = paletteFamilies
      .filter(({ name }) => steps.some((step) => step.family === name))
      .map(({ label }) => label);
    expect(headings.filter((heading) => labels.includes(heading))).toEqual(labels);
  });

  test("fields are saved as options; those left empty are absent", async () => {
    const { page } = editor;
    await place(page, { id: "plain", type: "contact-everything", options: {}, outputs: 1 });
    await openForm(page, "plain");
    await field(page, "Text").locator("textarea").fill("Hello @contact.name");
    await field(page, "Delay").locator("input").fill("2");
    await field(page, "Delay").locator("select").selectOption("minutes");
    await field(page, "Urgent").locator("input").check();
    await field(page, "Voice").locator("select").selectOption({ label: "female" });
    await field(page, "Tags").getByText("add").click();
    await field(page, "Tags").locator("input").fill("first");
    await field(page, "Headers").getByText("add").click();
    await field(page, "Headers").locator("input").first().fill("Accept");
    await field(page, "Headers").locator("input").last().fill("text/plain");
    await field(page, "Wait").locator("> .switchboard-optional > input").check();
    await field(page, "Wait").locator("select").selectOption({ label: "Digits" });
    await field(page, "Digits").locator("input").fill("4");
    await done(page);
    expect((await nodeOf(page, "plain")).options).toEqual({
      text: "Hello @contact.name",
      delay: 120_000,
      urgent: true,
      voice: "female",
      tags: ["first"],
      headers: { Accept: "text/plain" },
      wait: { type: "digits", count: 4 },
    });
  });

  test("what the form was opened with is what it saves", async () => {
    const { page } = editor;
    const options = {
      text: "",
      note: "",
      count: 3,
      delay: 1500,
      limit: 60,
      urgent: false,
      voice: "male",
      tags: ["a", ""],
      headers: { a: "1", b: "" },
      people: [{ name: "Ann", age: 3, more: "kept" }, { name: "Bob" }],
      source: { type: "tel", target: "+1" },
      wait: { type: "msg" },
      payload: { a: [1, null] },
      flow: "of another system",
      next_id: "step2",
      unknown: ["kept"],
    };
    await place(page, { id: "full", type: "contact-everything", options, outputs: 1 });
    await openForm(page, "full");
    await done(page);
    expect((await nodeOf(page, "full")).options).toEqual(options);
  });

  test("another flow is chosen by the name of its tab", async () => {
    const { page } = editor;
    await place(
      page,
      { id: "caller", type: "contact-everything", options: { text: "" }, outputs: 1 },
      { id: "named", type: "entry-flow", options: { uuid: "flow-1", name: "Survey" }, outputs: 1 },
      { id: "unnamed", type: "entry-flow", options: {}, outputs: 1 },
    );
    await openForm(page, "caller");
    await field(page, "Flow").locator("select").selectOption({ label: "Survey" });
    await done(page);
    expect((await nodeOf(page, "caller")).options["flow"]).toBe("flow-1");

    await openForm(page, "caller");
    await field(page, "Flow").locator("select").selectOption({ label: "Flow 1" });
    await done(page);
    const tab = await page.evaluate(() => (globalThis as unknown as EditorGlobals).RED.workspaces.active());
    expect((await nodeOf(page, "caller")).options["flow"]).toBe(tab);
  });

  test("what is wrong is said in the words of the form", async () => {
    const { page } = editor;
    await place(page, { id: "wrong", type: "contact-everything", options: { count: 0, delay: "soon" }, outputs: 1 });
    const { valid, validationErrors } = await nodeOf(page, "wrong");
    expect(valid).toBe(false);
    expect(validationErrors).toEqual([
      "Text: is missing",
      "Count: must be at least 1, is 0",
      "Delay: must be a whole number, is text",
    ]);
  });

  test("a new value of a branch makes a port, and a removed one takes its wire along", async () => {
    const { page } = editor;
    await place(
      page,
      {
        id: "branch",
        type: "call-branch",
        options: { target_ids: { a: "", b: "" } },
        outputs: 3,
        wires: [["onA"], ["onB"], ["otherwise"]],
      },
      ...["onA", "onB", "otherwise"].map((id) => ({ id, type: "call-answer", options: {}, outputs: 1 })),
    );
    await openForm(page, "branch");
    await field(page, "Values").getByText("add").click();
    await field(page, "Values").locator("input").last().fill("c");
    await field(page, "Values").locator(".red-ui-editableList-item-remove").first().click();
    await done(page);
    const branch = await nodeOf(page, "branch");
    expect(branch.options["target_ids"]).toEqual({ b: "", c: "" });
    expect(branch.outputs).toBe(3);
    expect(await wiresOf(page, "branch")).toEqual({ 0: "onB", 2: "otherwise" });
  });

  test("wires follow their rows into another order, and new rows of a block get the ids of a document", async () => {
    const { page } = editor;
    const categories = ["Yes", "No"].map((name) => ({ uuid: `c-${name}`, name, exit_uuid: `e-${name}` }));
    await place(
      page,
      {
        id: "router",
        type: "contact-router",
        block: "block",
        exitIds: { "c-Yes": "e-Yes", "c-No": "e-No" },
        options: { cases: [{ type: "has_text", category_uuid: "c-Yes" }], categories },
        outputs: 3,
        wires: [["onYes"], ["onNo"], []],
      },
      ...["onYes", "onNo"].map((id) => ({ id, type: "call-answer", options: {}, outputs: 1 })),
    );
    await openForm(page, "router");
    await field(page, "Categories").getByText("add").click();
    await field(page, "Categories").locator("input").last().fill("Maybe");
    await field(page, "Categories")
      .locator("li")
      .first()
      .evaluate((row) => {
        const item = row as unknown as { parentNode: { append(child: unknown): void } };
        item.parentNode.append(item);
      });
    await done(page);
    const { options, outputs, exitIds, valid } = await nodeOf(page, "router");
    const names = (options["categories"] as { name: string }[]).map(({ name }) => name);
    expect({ names, outputs, valid }).toEqual({ names: ["No", "Maybe", "Yes"], outputs: 4, valid: true });
    expect(await wiresOf(page, "router")).toEqual({ 0: "onNo", 2: "onYes" });
    const made = (options["categories"] as { uuid: string; exit_uuid: string }[])[1];
    expect(exitIds).toEqual({ "c-Yes": "e-Yes", "c-No": "e-No", [made?.uuid ?? ""]: made?.exit_uuid });
  });

  test("a case is led to a category that has just been added", async () => {
    const { page } = editor;
    await place(page, {
      id: "cases",
      type: "contact-router",
      options: { cases: [{ type: "has_text", category_uuid: "" }], categories: [] },
      outputs: 1,
    });
    await openForm(page, "cases");
    await field(page, "Categories").getByText("add").click();
    await field(page, "Categories").locator("input").fill("Old");
    await field(page, "Category").locator("select").focus();
    await field(page, "Category").locator("select").selectOption({ label: "Old" });
    await done(page);
    const { options } = await nodeOf(page, "cases");
    const [category] = options["categories"] as { uuid: string }[];
    expect(options["cases"]).toEqual([{ type: "has_text", category_uuid: category?.uuid }]);
  });

  test("a reference to a config node stays where Node-RED keeps it", async () => {
    const { page } = editor;
    await place(
      page,
      { id: "channel", type: "fixture-channel", z: "", name: "SMS" },
      { id: "user", type: "contact-everything", options: { text: "" }, outputs: 1, ref_channel: "" },
    );
    await openForm(page, "user");
    await field(page, "Channel").locator("select").selectOption({ label: "SMS" });
    await done(page);
    const saved = await page.evaluate(() =>
      (globalThis as unknown as EditorGlobals).RED.nodes.createCompleteNodeSet().find((node) => node["id"] === "user"),
    );
    expect(saved).toMatchObject({ ref_channel: "channel", options: { text: "" } });
  });

  test("the button of a deployed node posts its id, and says what came of it", async () => {
    const { page } = editor;
    await place(page, { id: "start", type: "entry-starter", options: {}, outputs: 1, name: "Go" });
    await page.evaluate(() => {
      const node = (globalThis as unknown as EditorGlobals).RED.nodes.node("start");
      Object.assign(node, { changed: false });
      node._def.button?.onclick.call(node);
    });
    await page.getByText("Go: started").waitFor();
    await page.evaluate(() => {
      const node = (globalThis as unknown as EditorGlobals).RED.nodes.node("start");
      node._def.button?.onclick.call({ ...node, id: "missing" });
    });
    await page.getByText("Go: not started. no node missing").waitFor();
  });

  test.each(steps.map((step) => [stepId(step), step.icon] as const))(
    "%s shows every label in full, and its icon is known",
    async (id, icon) => {
      const cut = await editor.page.evaluate(showForm, id);
      expect(cut).toEqual([]);
      const known = await editor.page.evaluate(
        (name) => (globalThis as unknown as IconGlobals).RED.nodes.fontAwesome.getIconUnicode(name) !== undefined,
        icon ?? "fa-comment",
      );
      expect({ icon, known }).toEqual({ icon, known: true });
    },
  );
});

interface IconGlobals {
  readonly RED: { readonly nodes: { readonly fontAwesome: { getIconUnicode(name: string): string | undefined } } };
}

interface FormGlobals {
  readonly $: (selector: string) => JQueryLike;
  readonly RED: {
    readonly nodes: { getType(id: string): { readonly defaults: { readonly options: { readonly value: object } } } };
  };
  readonly Switchboard: { prepare(node: object): void };
}

interface JQueryLike {
  html(text?: string): string & JQueryLike;
  appendTo(selector: string): JQueryLike;
  css(styles: Record<string, string>): JQueryLike;
  remove(): void;
  find(
    selector: string,
  ): JQueryLike & { toArray(): readonly { textContent: string; scrollWidth: number; clientWidth: number }[] };
}

/** Makes a step's form in a narrow box, without the dialog around it; gives the labels that are cut. */
function showForm(id: string): readonly string[] {
  const { $, RED, Switchboard } = globalThis as unknown as FormGlobals;
  const definition = RED.nodes.getType(id);
  const box = $("<div class='red-ui-editor'>").css({ width: "420px" }).appendTo("body");
  box.html($(`script[data-template-name="${id}"]`).html());
  Switchboard.prepare({ type: id, _def: definition, options: definition.defaults.options.value });
  const labels = box.find("label, .red-ui-button").toArray();
  const cut = labels.filter((label) => label.scrollWidth > label.clientWidth + 1).map((label) => label.textContent);
  box.remove();
  return cut;
}
