import { Script } from "node:vm";
import { browserScript } from "../../runtime/editor/browser-script.js";
import { compiled } from "./fixture/compiled.js";

test("the editor script is one piece of plain JavaScript", () => {
  const script = browserScript(compiled);
  expect(() => new Script(script)).not.toThrow();
  expect(script).not.toMatch(/\brequire\(/);
});

test("a module comes after those it needs", () => {
  const texts: Record<string, string> = {
    "runtime/editor/browser/main": 'const a = require("./a.js"); const ports = require("../../ports.js");',
    "runtime/editor/browser/a": 'const ports = require("../../ports.js");',
    "runtime/ports": "exports.here = true;",
  };
  const order = [...browserScript((path) => texts[path] ?? "").matchAll(/^\/\/ (.*)$/gm)].map((match) => match[1]);
  expect(order).toEqual(["runtime/ports", "runtime/editor/browser/a", "runtime/editor/browser/main"]);
});

test("modules that need each other are refused by name", () => {
  const read = () => 'require("./main.js");';
  expect(() => browserScript(read)).toThrow(/circle at runtime\/editor\/browser\/main/);
});

test("a module that needs a library is refused by name", () => {
  expect(() => browserScript(() => 'const ajv = require("ajv");')).toThrow(
    /runtime\/editor\/browser\/main runs in the browser/,
  );
});
