import { element } from "../node-red.js";
import type { WidgetMaker } from "../widget.js";

/** Yes or no. An option that was absent stays so until the box says something else than its default. */
export const toggleWidget: WidgetMaker = ({ schema, required, value }) => {
  const initial = typeof value === "boolean" ? value : schema.default === true;
  const box = element("input").attr("type", "checkbox").prop("checked", initial);
  return {
    element: box,
    read: () => {
      const checked = box.prop("checked") === true;
      return !required && value === undefined && checked === initial ? undefined : checked;
    },
  };
};
