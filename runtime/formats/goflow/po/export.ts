import type { GetTextTranslation, GetTextTranslations } from "gettext-parser";
import type { JsonObject } from "../../../json.js";
import { translationOf } from "./localization.js";
import { flowTexts, type FlowText } from "./texts.js";

export interface PoOptions {
  /** ISO 639-3, as the flow's localization names it. */
  readonly language: string;
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
}

interface Place extends FlowText {
  readonly flow: JsonObject;
  readonly translation: string;
}

/**
 * The texts of flows and their translations to a language as a PO file (GNU gettext). A text that is translated in the same way
 * wherever it stands is one entry; else each place has its own, whose context is `<item uuid>/<property>:<index>`.
 */
export async function exportPo(flows: readonly JsonObject[], { language, at }: PoOptions): Promise<string> {
  const { po } = await import("gettext-parser");
  const places = flows.flatMap((flow) =>
    flowTexts(flow).map((text): Place => ({ ...text, flow, translation: translationOf(flow, language, text) })),
  );
  const entries = Object.values(Object.groupBy(places, ({ text }) => text)).flatMap((same = []) => entriesOf(same));
  const translations: GetTextTranslations["translations"] = {};
  for (const entry of entries) (translations[entry.msgctxt ?? ""] ??= {})[entry.msgid] = entry;
  const headers = {
    "POT-Creation-Date": `${new Date(at).toISOString().slice(0, 16).replace("T", " ")}+0000`,
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Language-3": language,
    "Source-Flows": flows.map(({ uuid }) => String(uuid)).join("; "),
  };
  return po.compile({ charset: "utf-8", headers, translations }, { foldLength: 0 }).toString();
}

/** The entries of places that have the same text. */
function entriesOf(places: readonly Place[]): GetTextTranslation[] {
  const isSame = new Set(places.map(({ translation }) => translation)).size === 1;
  if (isSame) return [entry(places, {})];
  return places.map((place) => entry([place], { msgctxt: contextOf(place) }));
}

function entry(places: readonly Place[], context: { msgctxt?: string }): GetTextTranslation {
  const [first] = places;
  const reference = places.map((place) => `${String(place.flow["uuid"])}/${contextOf(place)}`).join("\n");
  return {
    ...context,
    msgid: first!.text,
    msgstr: [first!.translation],
    comments: { reference },
  } as GetTextTranslation;
}

/** Names the place of a text within its flow. */
export function contextOf({ item, property, index }: FlowText): string {
  return `${item}/${property}:${index}`;
}
