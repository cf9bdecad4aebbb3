import type { Channel } from "../contacts/asset-types.js";
import type { StepContext } from "../engine/context.js";
import type { Json } from "../json.js";
import { conversationOf } from "./conversation.js";
import { evaluateText, localizedTexts } from "./templates.js";

/** A message template as an action names it. */
export interface TemplateUse {
  readonly uuid?: string;
  readonly template: { readonly uuid: string; readonly name: string };
  readonly variables?: readonly string[];
}

/** The template's text for a channel, and what goes on the message; undefined where there is none in it for the channel. */
export function applyTemplate(
  step: StepContext,
  use: TemplateUse,
  channel: Channel,
): { text: string; templating: Record<string, Json> } | undefined {
  const { assets, environment, contact } = conversationOf(step.sprint);
  const template = assets.templates.get(use.template.uuid);
  if (!template) return undefined;
  const locales = [
    { language: contact?.language, country: environment.defaultCountry },
    { language: environment.allowedLanguages[0], country: environment.defaultCountry },
  ];
  const own = template.translations.filter((translation) => translation.channel.uuid === channel.uuid);
  const translation = locales
    .flatMap(({ language, country }) => [
      own.find((each) => each.language === language && (each.country ?? "") === (country ?? "")),
      own.find((each) => each.language === language),
    ])
    .find((found) => found !== undefined);
  if (!translation) return undefined;
  const native = use.variables ?? [];
  const variables = localizedTexts(step, "variables", native, { item: use.uuid ?? step.node.id }).texts.map(
    (variable) => evaluateText(step, variable).text,
  );
  const { language, country, namespace, content } = translation;
  return {
    text: content.replace(/\{\{(\d+)\}\}/g, (_, index: string) => variables[Number(index) - 1] ?? ""),
    templating: {
      template: { ...use.template },
      language,
      country: country ?? "",
      ...(variables.length > 0 && { variables }),
      namespace: namespace ?? "",
    },
  };
}
