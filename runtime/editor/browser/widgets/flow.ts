import { $, element, RED } from "../node-red.js";
import type { WidgetMaker } from "../widget.js";

interface FlowChoice {
  readonly id: string;
  readonly name: string;
}

/** Value of the entry that lets an id or an expression be typed. */
const TYPED = "switchboard:typed";

/**
 * Another flow: one of the tabs here or of the definitions in the store, or an id or expression as text. The value is the id, or
 * for a schema of an object the reference `{uuid, name}`.
 */
export const flowWidget: WidgetMaker = ({ schema, value }) => {
  const asReference = schema.type === "object";
  const given = asReference ? String((value as { uuid?: unknown } | undefined)?.uuid ?? "") : String(value ?? "");
  const names = new Map<string, string>();

  const select = element("select");
  const input = element("input", "switchboard-code")
    .attr("type", "text")
    .attr("placeholder", "id of the flow, or an expression")
    .val(given);
  const typed = () => select.val() === TYPED;
  const show = () => void input.toggle(typed());
  const fill = (flows: readonly FlowChoice[]) => {
    for (const flow of flows) names.set(flow.id, flow.name);
    const chosen = select.children("*").length > 0 && select.val() !== "" ? String(select.val()) : given;
    select.empty().append(element("option").attr("value", "").text("–"));
    for (const [id, name] of names) select.append(element("option").attr("value", id).text(name));
    select.append(element("option").attr("value", TYPED).text("by id or expression"));
    select.val(chosen === "" || names.has(chosen) ? chosen : TYPED);
    show();
  };
  select.on("change", show);
  fill(tabs());
  // Without an answer (no permission, an older runtime) the tabs are offered alone.
  $.getJSON("switchboard/flows").then(
    (answer) => fill(definitions(answer)),
    () => undefined,
  );

  return {
    element: element("div", "switchboard-flow").append(select, input),
    read: () => {
      const id = String(typed() ? input.val() : select.val());
      if (id === "") return undefined;
      return asReference
        ? { uuid: id, name: names.get(id) ?? (value as { name?: string } | undefined)?.name ?? "" }
        : id;
    },
  };
};

/** The flows on the tabs: each is what its `entry-flow` node says, or else what its tab is. */
function tabs(): readonly FlowChoice[] {
  return RED.nodes.filterNodes({ type: "entry-flow" }).map(({ options, z }) => {
    const { uuid, name } = options;
    const id = typeof uuid === "string" && uuid !== "" ? uuid : z;
    return { id, name: typeof name === "string" && name !== "" ? name : (RED.nodes.workspace(z)?.label ?? id) };
  });
}

function definitions(answer: unknown): readonly FlowChoice[] {
  if (!Array.isArray(answer)) return [];
  return (answer as readonly Partial<FlowChoice>[]).flatMap(({ id, name }) =>
    id === undefined ? [] : [{ id, name: name ?? id }],
  );
}
