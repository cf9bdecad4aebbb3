import { adapters } from "../../adapters/index.js";
import { stepId, type AnyStep } from "../step.js";
import { channelPage } from "./channel-reference.js";
import { paletteFamilies, type PaletteFamily } from "./families.js";
import { stepHeading, stepHelp } from "./help.js";

/** The reference pages by file name: one a family, one of the channels, and an index. */
export function referencePages(steps: readonly AnyStep[]): ReadonlyMap<string, string> {
  const families = paletteFamilies.map((family) => ({
    family,
    steps: steps.filter((step) => step.family === family.name),
  }));
  return new Map([
    ["README.md", index(families)],
    ["channels.md", channelPage(adapters)],
    ...families.map(({ family, steps }) => [`${family.name}.md`, page(family, steps)] as const),
  ]);
}

interface FamilySteps {
  readonly family: PaletteFamily;
  readonly steps: readonly AnyStep[];
}

const MADE = "<!-- Made from the steps' definitions by `npm run docs`. -->";

function index(families: readonly FamilySteps[]): string {
  const sections = families.map(({ family, steps }) =>
    [
      `## [${family.label}](${family.name}.md)`,
      "",
      family.introduction,
      "",
      ...steps.map(
        (step) => `- [\`${stepId(step)}\`](${family.name}.md#${anchor(stepHeading(step))}): ${step.summary}`,
      ),
    ]
      .join("\n")
      .trimEnd(),
  );
  return `${[MADE, "# Steps", ...sections].join("\n\n")}\n`;
}

function page(family: PaletteFamily, steps: readonly AnyStep[]): string {
  const sections = steps.map((step) => `## ${stepHeading(step)}\n\n${stepHelp(step)}`);
  return `${[MADE, `# Steps of the ${family.label} family`, family.introduction, ...sections].join("\n\n")}\n`;
}

/** The anchor that GitHub gives a heading. */
function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .replace(/\s/g, "-");
}
