import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { writeTab } from "../formats/node-red/index.js";
import { EmbeddedNodeRed } from "../nodered/embedded.js";
import type { Program } from "../program.js";
import { Switchboard } from "../switchboard/switchboard.js";
import { Mismatch } from "./expect.js";
import type { ExportedNode, TestHost } from "./host.js";

/** Where the palette's package.json is, seen from the compiled file. */
const PACKAGE = dirname(require.resolve("../../../package.json"));

/** Flows run as tabs of a headless Node-RED, one process for all cases; each case has a switchboard of its own. */
export async function openWiresTestHost(): Promise<TestHost> {
  const userDir = mkdtempSync(join(tmpdir(), "switchboard-"));
  const nodeRed = await EmbeddedNodeRed.start({
    userDir,
    nodesDir: PACKAGE,
    settings: { switchboard: { store: "memory" } },
  });
  const open: TestHost["reopen"] = async (options, programs, prepare) => {
    const switchboard = new Switchboard(options);
    prepare(switchboard);
    nodeRed.instance.use(switchboard);
    const tabs = new Map<string, readonly object[]>(programs.map((program) => [program.id, tabOf(program)]));
    const deploy = async (): Promise<void> => {
      await nodeRed.deploy([...tabs.values()].flat());
    };
    if (programs.length > 0) await deploy();
    else await switchboard.start();
    return {
      switchboard,
      async deploy(programs) {
        for (const program of programs) tabs.set(program.id, tabOf(program));
        await deploy();
      },
      async deployTabs(nodes: readonly ExportedNode[]) {
        tabs.set("exported", nodes);
        await deploy();
      },
      async close() {
        await nodeRed.deploy([]);
        await switchboard.close();
      },
      async abandon() {
        await nodeRed.deploy([]);
        switchboard.pause();
      },
    };
  };
  return {
    name: "wires",
    open: (options) => open(options, [], () => {}),
    reopen: open,
    async close() {
      await nodeRed.stop();
      rmSync(userDir, { recursive: true, force: true });
    },
  };
}

function tabOf(program: Program): readonly object[] {
  const written = writeTab(program);
  if ("problems" in written) throw new Mismatch(written.problems.map(({ message }) => message).join("; "));
  return written.document;
}
