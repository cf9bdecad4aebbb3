import { execFileSync } from "node:child_process";
import { join } from "node:path";

const root = join(__dirname, "..");

describe("the example flows", () => {
  test.each(["program", "wires"])(
    "hold their conversations on the %s host",
    (host) => {
      const command = join(root, "dist/runtime/cli/main.js");
      const output = execFileSync(process.execPath, [command, "test", join(root, "flows"), "--host", host], {
        encoding: "utf8",
      });

      expect(output.trim().split("\n").at(-1)).toBe("6 passed, 0 failed");
    },
    60_000,
  );
});
