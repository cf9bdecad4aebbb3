import { choices, mapValues, type Schema } from "../../validation/schema.js";
import type { WidgetMaker } from "./widget.js";
import { anyWidget } from "./widgets/any.js";
import { assetWidget } from "./widgets/asset.js";
import { channelWidget } from "./widgets/channel.js";
import { choiceWidget } from "./widgets/choice.js";
import { configWidget } from "./widgets/config.js";
import { durationWidget } from "./widgets/duration.js";
import { exitWidget } from "./widgets/exit.js";
import { flowWidget } from "./widgets/flow.js";
import { groupWidget } from "./widgets/group.js";
import { listWidget } from "./widgets/list.js";
import { mapWidget, targetsWidget } from "./widgets/map.js";
import { numberWidget } from "./widgets/number.js";
import { optional } from "./widgets/optional.js";
import { textWidget } from "./widgets/text.js";
import { toggleWidget } from "./widgets/toggle.js";
import { uuidWidget } from "./widgets/uuid.js";
import { discriminator, variantsWidget } from "./widgets/variants.js";

/** Widgets that a schema asks for by name (`x-field`, see `fields.ts`). */
const NAMED: Readonly<Record<string, WidgetMaker>> = {
  channel: channelWidget,
  config: configWidget,
  duration: durationWidget,
  exit: exitWidget,
  flow: flowWidget,
  targets: targetsWidget,
  uuid: uuidWidget,
};

const BY_TYPE: Readonly<Record<string, WidgetMaker>> = {
  string: textWidget,
  number: numberWidget,
  integer: numberWidget,
  boolean: toggleWidget,
};

/** The widget for a field. */
export function widgetFor(schema: Schema): WidgetMaker {
  if (schema["x-asset"] !== undefined) return assetWidget;
  const named = NAMED[schema["x-field"] ?? ""];
  if (named) return named;
  if (schema.properties?.["uuid"]?.["x-field"] === "flow") return flowWidget;
  if (choices(schema)) return choiceWidget;
  if (schema.anyOf) return discriminator(schema.anyOf) === undefined ? anyWidget : optional(variantsWidget);
  if (schema.type === "array" && schema.items && !Array.isArray(schema.items)) return listWidget;
  if (schema.type === "object" && Object.keys(schema.properties ?? {}).length > 0) return optional(groupWidget);
  if (schema.type === "object" && mapValues(schema)) return mapWidget;
  return (typeof schema.type === "string" && BY_TYPE[schema.type]) || anyWidget;
}
