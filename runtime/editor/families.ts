import type { Family } from "../engine/family.js";
import { families } from "../families.js";
import type { FamilyName } from "../step.js";

/** How a family looks in the palette, and what the reference pages say of it. */
export interface PaletteFamily extends Pick<Family, "label" | "colour" | "icon"> {
  readonly name: FamilyName;
  readonly introduction: string;
}

const INTRODUCTIONS: Readonly<Record<FamilyName, string>> = {
  entry: "Steps that start a flow. They have no input port.",
  contact:
    "Messages, contact data and routers, with `@` expressions: the actions and routers of GoFlow's flow definitions.",
  call: "Phone calls, with `${}` variables: the actions of VoIPBIN's flows.",
  workflow: "Steps with `{{}}` JavaScript expressions and parallel branches: those of 8x8's automation definitions.",
  metaflow: "What runs when keys are pressed during a call, whatever step it is at: Kazoo's metaflows.",
};

/** The families in palette order. */
export const paletteFamilies: readonly PaletteFamily[] = (Object.keys(INTRODUCTIONS) as FamilyName[]).flatMap((name) =>
  families
    .filter((family) => family.name === name)
    .map(({ label, colour, icon }) => ({ name, label, colour, icon, introduction: INTRODUCTIONS[name] })),
);
