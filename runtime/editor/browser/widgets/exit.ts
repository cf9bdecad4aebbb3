import { element } from "../node-red.js";
import type { WidgetMaker } from "../widget.js";

/** One of the step's own exits, such as the category that a case leads to. The choice follows the rows as they are edited. */
export const exitWidget: WidgetMaker = ({ value }, form) => {
  const select = element("select");
  const fill = () => {
    const chosen = select.val() ?? value ?? "";
    select.empty().append(element("option").attr("value", "").text("–"));
    const ports = form.ports();
    for (const { id, label = id } of ports) select.append(element("option").attr("value", id).text(label));
    if (chosen !== "" && !ports.some((port) => port.id === chosen)) {
      select.append(
        element("option")
          .attr("value", String(chosen))
          .text(`${String(chosen)} (no longer there)`),
      );
    }
    select.val(String(chosen));
  };
  form.onShown(fill);
  select.on("focus mouseenter", fill);
  return { element: select, read: () => String(select.val() ?? value ?? "") || undefined };
};
