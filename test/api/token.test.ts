import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadToken, sameToken } from "../../runtime/api/token.js";

let userDir: string;
beforeEach(async () => {
  userDir = await mkdtemp(join(tmpdir(), "switchboard-token-"));
});
afterEach(() => rm(userDir, { recursive: true }));

test("the first start makes a token, the next ones find it", async () => {
  const first = await loadToken({ userDir, environment: {} });
  const second = await loadToken({ userDir, environment: {} });
  expect(first.made).toBe(true);
  expect(first.token).toMatch(/^[\w-]{32}$/);
  expect(second).toEqual({ token: first.token, made: false });
});

test("only the owner can read the kept token", async () => {
  await loadToken({ userDir, environment: {} });
  expect((await stat(join(userDir, "switchboard-token"))).mode & 0o777).toBe(0o600);
});

test("the environment goes before the settings, and both before a kept token", async () => {
  await loadToken({ userDir, environment: {} });
  const environment = { SWITCHBOARD_TOKEN: "from-environment" };
  expect(await loadToken({ userDir, environment, setting: "from-settings" })).toEqual({
    token: "from-environment",
    made: false,
  });
  expect(await loadToken({ userDir, environment: {}, setting: "from-settings" })).toEqual({
    token: "from-settings",
    made: false,
  });
});

test("tokens of any length are compared", () => {
  expect(sameToken("abc", "abc")).toBe(true);
  expect(sameToken("abc", "abcd")).toBe(false);
  expect(sameToken("abc", "")).toBe(false);
});
