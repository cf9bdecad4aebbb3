import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { goflowSuite } from "../../../runtime/testing/goflow/suite.js";
import { programTestHost } from "../../../runtime/testing/host.js";
import { runCase } from "../../../runtime/testing/result.js";

const uuid = (digit: string): string => `${digit.repeat(8)}-0000-4000-8000-000000000000`;

const assets = {
  flows: [
    {
      uuid: uuid("1"),
      name: "Greeting",
      spec_version: "13.1.0",
      language: "eng",
      type: "messaging",
      nodes: [{ uuid: uuid("2"), actions: [], exits: [{ uuid: uuid("3") }] }],
    },
  ],
};

const saysWho = {
  description: "a result is saved",
  no_contact: true,
  action: { type: "set_run_result", uuid: uuid("4"), name: "Who", value: "me" },
  events: [
    { type: "run_result_changed", created_on: "", step_uuid: uuid("5"), name: "Who", value: "me", category: "" },
  ],
};

describe("the suite", () => {
  const folder = mkdtempSync(join(tmpdir(), "switchboard-"));
  const stderr = jest.spyOn(process.stderr, "write").mockReturnValue(true);
  const write = (name: string, document: unknown): void => writeFileSync(join(folder, name), JSON.stringify(document));
  const run = () => Promise.all(goflowSuite(folder).map((suiteCase) => runCase(suiteCase, programTestHost)));

  beforeAll(() => {
    mkdirSync(join(folder, "actions"));
    write("actions/_assets.json", assets);
    write("actions/set_run_result.json", [saysWho, { ...saysWho, description: "another value", events: [] }]);
    write("snakify.json", { cases: [{ input: "Hello World", expected: "hello_world" }] });
    write("notes.json", { hello: "world" });
  });
  afterAll(() => {
    stderr.mockRestore();
    rmSync(folder, { recursive: true });
  });

  test("finds cases by what files hold, runs them, and names what differs", async () => {
    expect(await run()).toEqual([
      { case: "actions/set_run_result.json#0 a result is saved", ok: true },
      {
        case: "actions/set_run_result.json#1 another value",
        ok: false,
        why: expect.stringContaining("events/0: expected nothing") as string,
      },
      { case: "snakify.json#0", ok: true },
    ]);
  });

  test("tells of files that hold no cases", () => {
    goflowSuite(folder);
    expect(stderr).toHaveBeenCalledWith("notes.json: no cases in it\n");
  });
});
