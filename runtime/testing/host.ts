import { readTab } from "../formats/node-red/index.js";
import { systemIds } from "../ids.js";
import { isJsonObject, type JsonObject } from "../json.js";
import type { Program } from "../program.js";
import { Switchboard, type SwitchboardOptions } from "../switchboard/switchboard.js";
import { Mismatch } from "./expect.js";

export type HostName = "program" | "wires";

/** Where flows under test run: from data, or as real tabs in a headless Node-RED. */
export interface TestHost {
  readonly name: HostName;
  /** A fresh switchboard for one case. */
  open(options: SwitchboardOptions): Promise<TestBench>;
  /** A switchboard on a store that another one has left, with the flows that were deployed there. */
  reopen(
    options: SwitchboardOptions,
    programs: readonly Program[],
    prepare: (switchboard: Switchboard) => void,
  ): Promise<TestBench>;
  close(): Promise<void>;
}

/** A node of an exported flow file. */
export interface ExportedNode {
  readonly id: string;
  readonly type: string;
  readonly z?: string;
}

/** One case's switchboard, with its flows. */
export interface TestBench {
  readonly switchboard: Switchboard;
  /** Makes flows ready to start, under the ids of their Programs; those of earlier calls stay. */
  deploy(programs: readonly Program[]): Promise<void>;
  /** The same for flows as they are exported from the editor. */
  deployTabs(nodes: readonly ExportedNode[]): Promise<void>;
  close(): Promise<void>;
  /** Leaves everything as it is, as a process does that is killed. The caller closes the store. */
  abandon(): Promise<void>;
}

/** Flows run from data, as definitions of the store. */
export const programTestHost: TestHost = {
  name: "program",
  open: (options) => programTestHost.reopen(options, [], () => {}),
  async reopen(options, _programs, prepare) {
    const switchboard = new Switchboard(options);
    prepare(switchboard);
    await switchboard.start();
    const deploy = async (programs: readonly Program[]): Promise<void> => {
      for (const program of programs) await addDefinition(switchboard, program);
    };
    return {
      switchboard,
      deploy,
      deployTabs: (nodes) => deploy(readTabs(nodes)),
      close: () => switchboard.close(),
      abandon: () => Promise.resolve(switchboard.pause()),
    };
  },
  close: () => Promise.resolve(),
};

/** Puts a Program into the store as a (new version of a) definition. */
export async function addDefinition(switchboard: Switchboard, program: Program): Promise<void> {
  await switchboard.define({
    id: program.id,
    kind: "program",
    name: program.name,
    at: switchboard.clock.now(),
    document: {},
    program: jsonOf(program),
  });
}

/** A Program as JSON, which it is by construction; its readonly lists keep TypeScript from seeing it. */
function jsonOf(program: Program): JsonObject {
  const copy: unknown = structuredClone(program);
  if (!isJsonObject(copy)) throw new TypeError("A Program is an object.");
  return copy;
}

/** The flows of an exported file, one for each of its tabs. Throws `Mismatch` where one cannot run from data. */
export function readTabs(nodes: readonly ExportedNode[]): Program[] {
  const tabs = nodes.filter(({ type }) => type === "tab");
  return tabs.map((tab) => {
    const read = readTab(
      nodes.filter(({ id, z }) => id === tab.id || z === tab.id),
      { ids: systemIds },
    );
    if ("program" in read) return read.program;
    throw new Mismatch(read.problems.map(({ path, field, message }) => `${path} ${field}: ${message}`).join("\n"));
  });
}
