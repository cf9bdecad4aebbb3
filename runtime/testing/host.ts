import type { Program } from "../program.js";
import { Switchboard, type SwitchboardOptions } from "../switchboard.js";

export type HostName = "program" | "wires";

/** Where flows under test run: from data, or as real tabs in a headless Node-RED. */
export interface TestHost {
  readonly name: HostName;
  /** A fresh switchboard for one case. */
  open(options: SwitchboardOptions): Promise<TestBench>;
  close(): Promise<void>;
}

/** One case's switchboard, with its flows. */
export interface TestBench {
  readonly switchboard: Switchboard;
  /** Makes flows ready to start, under the ids of their Programs; those of earlier calls stay. */
  deploy(programs: readonly Program[]): Promise<void>;
  close(): Promise<void>;
}

/** Flows run from data, as definitions of the store. */
export const programTestHost: TestHost = {
  name: "program",
  async open(options) {
    const switchboard = new Switchboard(options);
    await switchboard.start();
    return {
      switchboard,
      async deploy(programs) {
        for (const program of programs) await addDefinition(switchboard, program);
      },
      close: () => switchboard.close(),
    };
  },
  close: () => Promise.resolve(),
};

/** Puts a Program into the store as a (new version of a) definition. */
export async function addDefinition(switchboard: Switchboard, program: Program): Promise<void> {
  await switchboard.flows.define({
    id: program.id,
    kind: "program",
    name: program.name,
    at: switchboard.clock.now(),
    document: {},
    // A Program is JSON by construction; its readonly arrays keep TypeScript from seeing it.
    program: structuredClone(program) as never,
  });
}
