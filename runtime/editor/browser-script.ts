import { posix } from "node:path";

/** Gives the compiled CommonJS text of a module by its path without ending, such as `runtime/ports`. */
export type ReadModule = (path: string) => string;

/** The module whose evaluation makes the editor's functions available. */
const MAIN = "runtime/editor/browser/main";

const REQUIRE = /require\("(\.[^"]+)\.js"\)/g;

/**
 * The shared editor script: the compiled modules that the form is made of, one after another in one function, each after those
 * that it requires. The exit rules and the checks are the very modules that the runtime uses.
 */
export function browserScript(read: ReadModule): string {
  const modules = new Map<string, string>();
  collect(MAIN, read, modules, new Set());
  const bodies = [...modules].map(
    ([path, text]) => `// ${path}\n(function (exports) {\n${text}\n})(modules[${JSON.stringify(path)}] = {});`,
  );
  return `(function () {\nconst modules = {};\n${bodies.join("\n")}\n})();`;
}

function collect(path: string, read: ReadModule, modules: Map<string, string>, visiting: Set<string>): void {
  if (modules.has(path)) return;
  if (visiting.has(path)) throw new Error(`The editor's modules import each other in a circle at ${path}: break it.`);
  visiting.add(path);
  const text = read(path).replace(/^\/\/# sourceMappingURL=.*$/m, "");
  const resolved = text.replace(REQUIRE, (_, specifier: string) => {
    const required = posix.join(posix.dirname(path), specifier);
    collect(required, read, modules, visiting);
    return `modules[${JSON.stringify(required)}]`;
  });
  if (/\brequire\(/.test(resolved))
    throw new Error(`${path} runs in the browser, and may import only files of this project.`);
  modules.set(path, resolved.trim());
}
