import { createContext, runInContext } from "node:vm";
import { allSteps } from "../../runtime/steps.js";
import { paletteFamilies } from "../../runtime/editor/families.js";
import { familyHtml } from "../../runtime/editor/generate.js";
import { exitsOf, stepId, type AnyStep } from "../../runtime/step.js";
import { everything, listener, router } from "./fixture/steps.js";

interface Registration {
  readonly category: string;
  readonly color: string;
  readonly icon: string;
  readonly inputs: number;
  readonly outputs: number;
  readonly paletteLabel: string;
  readonly defaults: Readonly<Record<string, { value: unknown; type?: string; required?: boolean }>>;
  readonly switchboard: { options: unknown; exits: unknown };
  label(this: object): string;
}

/** What the editor would register from a family's file. */
function registrations(steps: readonly AnyStep[]): ReadonlyMap<string, Registration> {
  const found = new Map<string, Registration>();
  const RED = { nodes: { registerType: (type: string, definition: Registration) => found.set(type, definition) } };
  for (const script of scripts(htmlOf(steps), "text/javascript")) runInContext(script, createContext({ RED }));
  return found;
}

function htmlOf(steps: readonly AnyStep[]): string {
  return paletteFamilies
    .map((family) =>
      familyHtml(
        family,
        steps.filter((step) => step.family === family.name),
      ),
    )
    .join("");
}

function scripts(html: string, type: string): readonly string[] {
  return [...html.matchAll(/<script type="([^"]+)"[^>]*>([\s\S]*?)<\/script>/g)]
    .filter((match) => match[1] === type)
    .map((match) => match[2] ?? "");
}

function registration(step: AnyStep): Registration {
  const found = registrations([step]).get(stepId(step));
  if (!found) throw new Error(`${stepId(step)} was not registered`);
  return found;
}

describe("the palette entry of every step", () => {
  const registered = registrations(allSteps);

  test.each(allSteps.map((step) => [stepId(step), step] as const))("%s registers itself with its ports", (id, step) => {
    const entry = registered.get(id);
    expect(entry?.inputs).toBe(step.entry ? 0 : 1);
    expect(entry?.outputs).toBe(exitsOf(step, entry?.defaults["options"]?.value as never).length);
    expect(entry?.defaults["outputs"]?.value).toBe(entry?.outputs);
    expect(entry?.label.call({ name: "Mine" })).toBe("Mine");
  });

  test("brings a template and a help text for each", () => {
    const html = htmlOf(allSteps);
    for (const step of allSteps) {
      expect(html).toContain(`data-template-name="${stepId(step)}"`);
      expect(html).toContain(`data-help-name="${stepId(step)}"`);
    }
  });
});

test("the schema goes with the registration as it is", () => {
  const { switchboard } = registration(router);
  expect(switchboard).toEqual(JSON.parse(JSON.stringify({ options: router.options, exits: router.exits })));
});

test("a new node has the schema's defaults and the ports that follow from them", () => {
  const { defaults, outputs } = registration(router);
  expect(defaults["options"]?.value).toEqual({ cases: [] });
  expect(outputs).toBe(1);
});

test("a reference to a config node stands beside the options, where Node-RED finds it", () => {
  expect(registration(everything).defaults["ref_channel"]).toEqual({
    value: "",
    type: "fixture-channel",
    required: false,
  });
});

test("only a step whose ports follow from its options gets the input that moves wires", () => {
  expect(htmlOf([router])).toContain('id="node-input-outputs"');
  expect(htmlOf([everything])).not.toContain('id="node-input-outputs"');
});

test("nothing that an author of steps writes ends a script element early", () => {
  const step = { ...everything, summary: "Ends </script> or <!-- opens", label: "</script>" };
  const html = htmlOf([step]);
  expect(html.match(/<\/script>/g)).toHaveLength(3);
  expect(registration(step).paletteLabel).toBe("</script>");
});

test("a deprecated step says so in its form and in its help", () => {
  expect(htmlOf([listener])).toContain('<div class="form-tips">Only for tests.</div>');
  expect(scripts(htmlOf([listener]), "text/markdown").join()).toContain("**Deprecated:** Only for tests.");
});
