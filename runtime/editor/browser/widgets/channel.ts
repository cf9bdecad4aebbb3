import { element, RED } from "../node-red.js";
import type { WidgetMaker } from "../widget.js";

/** A channel by its id; those of the config nodes are offered, and any other may be typed (the settings file may have more). */
export const channelWidget: WidgetMaker = ({ name, value }) => {
  const list = `switchboard-channels-${name}`;
  const input = element("input").attr("type", "text").attr("list", list);
  if (typeof value === "string") input.val(value);
  const offers = element("datalist").attr("id", list);
  for (const id of new Set(["simulator", ...configured()])) offers.append(element("option").attr("value", id));
  return { element: element("div").append(input, offers), read: () => String(input.val()) || undefined };
};

function configured(): readonly string[] {
  const ids: string[] = [];
  RED.nodes.eachConfig(({ _def, options }) => {
    const adapter = _def.switchboard?.channel;
    if (adapter !== undefined) ids.push(typeof options?.["id"] === "string" ? options["id"] : adapter);
    return true;
  });
  return ids;
}
