import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { programTestHost } from "../../runtime/testing/host.js";
import { transcriptSuite } from "../../runtime/testing/transcript/suite.js";

const PACKAGE = join(__dirname, "../..");
const FLOWS = join(PACKAGE, "flows");
const WIRES_LIMIT_MS = 60_000;

/** The example flows, each with conversations that it is to have. */
const conversations = transcriptSuite(FLOWS);

test.each(conversations.map((each) => [each.name, each] as const))("%s", async (_name, conversation) => {
  await expect(conversation.run(programTestHost)).resolves.toBeUndefined();
});

test(
  "all of them on wires, in a Node-RED of its own",
  async () => {
    const command = [join(PACKAGE, "dist/runtime/cli/main.js"), "test", FLOWS, "--host", "wires"];

    const { stdout } = await promisify(execFile)(process.execPath, command, { timeout: WIRES_LIMIT_MS });

    expect(stdout).toContain(`${conversations.length} passed, 0 failed`);
  },
  WIRES_LIMIT_MS,
);
