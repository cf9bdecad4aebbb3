import Type, { type Static, type TObject } from "typebox";
import type { AssetIndex } from "../contacts/asset-index.js";
import { missingDependencyText, type AssetKind, type Reference } from "../contacts/references.js";
import type { StepContext } from "../engine/context.js";
import { text } from "../fields.js";
import { evaluateText } from "./templates.js";

const fields = {
  uuid: Type.Optional(Type.String({ title: "UUID" })),
  name: Type.Optional(Type.String({ title: "Name" })),
  name_match: Type.Optional(text({ title: "Name by expression", expressions: "excellent" })),
};

export type VariableReference = Static<TObject<typeof fields>>;

/** A group or label: by UUID and name, or by a name that expressions work out. */
export function variableReference(asset: "group" | "label"): TObject<typeof fields> {
  return Type.Object(fields, { "x-asset": asset });
}

/** The assets that are named; those that are not there are told by error events (goflow.md section 27). */
export function resolveReferences(
  step: StepContext,
  kind: AssetKind,
  references: readonly VariableReference[],
  assets: AssetIndex<Reference>,
): Reference[] {
  return references.flatMap((reference) => {
    const { uuid = "", name = "", name_match: template } = reference;
    const found = template === undefined ? assets.get(uuid) : byName(step, kind, template, assets);
    if (!found && template === undefined) step.error(missingDependencyText({ kind, reference: { uuid, name } }));
    return found ? [{ uuid: found.uuid, name: found.name }] : [];
  });
}

function byName(
  step: StepContext,
  kind: AssetKind,
  template: string,
  assets: AssetIndex<Reference>,
): Reference | undefined {
  const name = evaluateText(step, template);
  if (!name.ok) return undefined;
  const found = assets.findByName(name.text);
  if (!found) step.error(`no such ${kind} with name '${name.text}'`);
  return found;
}
