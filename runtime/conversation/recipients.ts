import Type, { type Static, type TObject } from "typebox";
import type { Reference } from "../contacts/references.js";
import { quote } from "../contacts/query/quoting.js";
import { normalizeUrn, urnProblem } from "../contacts/urns.js";
import type { StepContext } from "../engine/context.js";
import { reference, text, texts } from "../fields.js";
import { resolveReferences, variableReference } from "./assets-by-name.js";
import { conversationOf } from "./conversation.js";
import { evaluateText } from "./templates.js";

/** Whom a broadcast or a new session is for, beside what each action adds. */
export const RecipientFields = {
  urns: Type.Optional(texts({ title: "Addresses" })),
  contacts: Type.Optional(Type.Array(reference({ title: "Contact" }), { title: "Contacts" })),
  groups: Type.Optional(Type.Array(variableReference("group"), { title: "Groups" })),
  contact_query: Type.Optional(text({ title: "Contacts by query", expressions: "excellent" })),
  legacy_vars: Type.Optional(texts({ title: "By expression", expressions: "excellent" })),
};

type RecipientOptions = Static<TObject<typeof RecipientFields>>;

export interface Recipients {
  readonly urns: readonly string[];
  readonly contacts: readonly Reference[];
  readonly groups: readonly Reference[];
  /** "" is none. */
  readonly query: string;
}

const CONTACT_UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The recipients that can be found; the others are told by error events (goflow.md section 13, recipients). */
export function resolveRecipients(step: StepContext, options: RecipientOptions): Recipients {
  const { assets } = conversationOf(step.sprint);
  const urns = [...(options.urns ?? [])];
  const contacts = (options.contacts ?? []).map(({ uuid, name }) => ({ uuid, name }));
  const groups = resolveReferences(step, "group", options.groups ?? [], assets.groups);
  // What expressions say is put into the query as literals, so that it can be nothing but a value there.
  const query = evaluateText(step, options.contact_query ?? "", { escape: quote, silent: true }).text.trim();
  for (const template of options.legacy_vars ?? []) {
    const value = evaluateText(step, template).text.trim();
    const group = assets.groups.findByName(value);
    if (CONTACT_UUID.test(value)) contacts.push({ uuid: value, name: "" });
    else if (group) groups.push({ uuid: group.uuid, name: group.name });
    else urns.push(...urnOf(step, value));
  }
  return { urns, contacts, groups, query };
}

/** A URN as it stands, or else a phone number. */
function urnOf(step: StepContext, value: string): string[] {
  const { defaultCountry } = conversationOf(step.sprint).environment;
  const urn = urnProblem(value) === undefined ? value : `tel:${value}`;
  const problem = urnProblem(urn);
  if (problem === undefined) return [normalizeUrn(urn, defaultCountry)];
  step.error(problem);
  return [];
}

/** The recipients as events have them, without lists that are empty. */
export function recipientFields({ urns, contacts, groups }: Omit<Recipients, "query">): {
  urns?: string[];
  contacts?: Reference[];
  groups?: Reference[];
} {
  return {
    ...(groups.length > 0 && { groups: [...groups] }),
    ...(contacts.length > 0 && { contacts: [...contacts] }),
    ...(urns.length > 0 && { urns: [...urns] }),
  };
}
