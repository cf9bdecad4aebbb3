import type { JsonObject } from "../../../runtime/json.js";
import { Bench } from "../../support/bench.js";
import { flow, step } from "../../support/program.js";

/** The exit that a branch takes, as the note that the step behind it leaves. */
async function branch(
  options: JsonObject,
  variables: Record<string, string>,
  exits: Record<string, string> = { "=1": "one", default: "other" },
) {
  const bench = await Bench.open();
  const note = (id: string): ReturnType<typeof step> => step(id, "call-variable_set", { key: "went", value: id });
  const session = await bench.run(
    flow("menu", [step("branch", "call-branch", options, exits), note("one"), note("other")]),
    { variables },
  );
  return { bench, session, went: (await bench.session(session)).variables["went"] };
}

test("goes by the keys pressed", async () => {
  const { went } = await branch({ target_ids: { "1": "one" } }, { "voipbin.call.digits": "1" });

  expect(went).toBe("one");
});

test("goes by another variable where one is named", async () => {
  const { went } = await branch({ variable: "choice", target_ids: { "1": "one" } }, { choice: "1" });

  expect(went).toBe("one");
});

test.each(["12", "1 ", ""])("compares exactly: '%s' goes by default", async (value) => {
  const { went } = await branch(
    { target_ids: { "1": "one" }, default_target_id: "other" },
    { "voipbin.call.digits": value },
  );

  expect(went).toBe("other");
});

test("empties the variable", async () => {
  const { bench, session } = await branch({ target_ids: { "1": "one" } }, { "voipbin.call.digits": "1" });

  expect((await bench.session(session)).variables["voipbin.call.digits"]).toBe("");
});

test("jumps to the target that is named, where the exit leads nowhere", async () => {
  const { went } = await branch({ target_ids: { "1": "one" } }, { "voipbin.call.digits": "1" }, {});

  expect(went).toBe("one");
});

test("fails where there is neither an exit nor a default", async () => {
  const { bench, session } = await branch({ target_ids: {} }, { "voipbin.call.digits": "9" }, {});

  expect((await bench.session(session)).status).toBe("failed");
  expect(await bench.complaints(session)).toEqual(["branch: no exit for '9', and no default"]);
});

test.each(["__proto__", "constructor", "toString"])(
  "a value or variable named %s is a name like any other",
  async (name) => {
    const { went } = await branch(
      { variable: name, target_ids: { "1": "one" }, default_target_id: "other" },
      { "1": name },
    );

    expect(went).toBe("other");
  },
);
