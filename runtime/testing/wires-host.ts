import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { writeTab } from "../formats/node-red/index.js";
import { EmbeddedNodeRed } from "../nodered/embedded.js";
import { Switchboard } from "../switchboard.js";
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
  return {
    name: "wires",
    async open(options) {
      const switchboard = new Switchboard(options);
      nodeRed.instance.use(switchboard);
      await switchboard.start();
      const tabs = new Map<string, readonly object[]>();
      const deploy = async (): Promise<void> => {
        await nodeRed.deploy([...tabs.values()].flat());
      };
      return {
        switchboard,
        async deploy(programs) {
          for (const program of programs) {
            const written = writeTab(program);
            if ("problems" in written) throw new Mismatch(written.problems.map(({ message }) => message).join("; "));
            tabs.set(program.id, written.document);
          }
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
      };
    },
    async close() {
      await nodeRed.stop();
      rmSync(userDir, { recursive: true, force: true });
    },
  };
}
