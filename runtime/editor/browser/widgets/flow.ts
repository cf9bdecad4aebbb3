import { chooser, type Choice } from "../chooser.js";
import { $, element, RED } from "../node-red.js";
import type { WidgetMaker } from "../widget.js";

/**
 * Another flow: one of the tabs here or of the definitions in the store, or an id or expression as text. The value is the id, or
 * for a schema of an object the reference `{uuid, name}`.
 */
export const flowWidget: WidgetMaker = ({ schema, value }) => {
  const asReference = schema.type === "object";
  const given = asReference ? String((value as { uuid?: unknown } | undefined)?.uuid ?? "") : String(value ?? "");
  const input = element("input", "switchboard-code")
    .attr("type", "text")
    .attr("placeholder", "id of the flow, or an expression")
    .val(given);
  const other = { label: "by id or expression", element: input };
  const flows = chooser(given, tabs(), $.getJSON("switchboard/editor/flows"), other);
  return {
    element: flows.element,
    read: () => {
      const id = flows.chosen() ?? String(input.val());
      if (id === "") return undefined;
      return asReference
        ? { uuid: id, name: flows.nameOf(id) ?? (value as { name?: string } | undefined)?.name ?? "" }
        : id;
    },
  };
};

/** The flows on the tabs: each is what its `entry-flow` node says, or else what its tab is. */
function tabs(): readonly Choice[] {
  return RED.nodes.filterNodes({ type: "entry-flow" }).map(({ options, z }) => {
    const { uuid, name } = options;
    const id = typeof uuid === "string" && uuid !== "" ? uuid : z;
    return { id, name: typeof name === "string" && name !== "" ? name : (RED.nodes.workspace(z)?.label ?? id) };
  });
}
