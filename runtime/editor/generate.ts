import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { adapters } from "../../adapters/index.js";
import type { AnyStep } from "../step.js";
import { allSteps } from "../steps.js";
import { browserScript, type ReadModule } from "./browser-script.js";
import { paletteFamilies, type PaletteFamily } from "./families.js";
import { assetDefinitions } from "../assets/definitions.js";
import { assetEntry } from "./asset-entry.js";
import { channelEntry } from "./channel-entry.js";
import { inScript } from "./literal.js";
import { paletteEntry } from "./palette-entry.js";

/**
 * Writes what Node-RED's editor loads into `dist/` of the package at `root`: the steps of each family beside
 * `nodes/<family>.js`, and the script they share beside `runtime/plugin.js`, because plugins are loaded before any node.
 */
export function generate(root: string): void {
  const dist = join(root, "dist");
  mkdirSync(join(dist, "nodes"), { recursive: true });
  for (const family of paletteFamilies) {
    const steps = allSteps.filter((step) => step.family === family.name);
    writeFileSync(join(dist, "nodes", `${family.name}.html`), familyHtml(family, steps));
  }
  const channels = adapters.filter(({ type }) => type !== "simulator").map(channelEntry);
  writeFileSync(join(dist, "nodes", "channels.html"), `${channels.join("\n\n")}\n`);
  writeFileSync(join(dist, "nodes", "assets.html"), `${assetDefinitions.map(assetEntry).join("\n\n")}\n`);
  const style = readFileSync(join(dist, "runtime/editor/browser/form.css"), "utf8");
  writeFileSync(
    join(dist, "runtime/plugin.html"),
    pluginHtml((path) => readFileSync(join(dist, `${path}.js`), "utf8"), style),
  );
}

/** The palette entries of a family. */
export function familyHtml(family: PaletteFamily, steps: readonly AnyStep[]): string {
  return `${steps.map((step) => paletteEntry(step, family)).join("\n\n")}\n`;
}

/** The script and the style that all palette entries share. */
export function pluginHtml(read: ReadModule, style: string): string {
  return `<style>\n${style}</style>\n<script type="text/javascript">\n${inScript(browserScript(read))}\n</script>\n`;
}
