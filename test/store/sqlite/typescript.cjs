// Preloaded by processes that tests start: lets them run the sources as jest does, with no build in between.
const { transformSync } = require("@swc/core");
const { existsSync, readFileSync } = require("node:fs");
const { registerHooks } = require("node:module");
const { fileURLToPath } = require("node:url");

registerHooks({
  resolve(specifier, context, next) {
    const source = specifier.startsWith(".") && specifier.endsWith(".js") && `${specifier.slice(0, -3)}.ts`;
    if (source && context.parentURL && existsSync(new URL(source, context.parentURL))) return next(source, context);
    return next(specifier, context);
  },
  load(url, context, next) {
    if (!url.endsWith(".ts")) return next(url, context);
    const { code } = transformSync(readFileSync(fileURLToPath(url), "utf8"), {
      jsc: { parser: { syntax: "typescript" }, target: "es2024" },
      module: { type: "commonjs" },
    });
    return { format: "commonjs", source: code, shortCircuit: true };
  },
});
