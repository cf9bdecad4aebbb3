import { element } from "../node-red.js";
import type { Field, Form, Widget, WidgetMaker } from "../widget.js";

/** Makes the widget of an object that may be absent: a box says whether it is there. */
export function optional(make: (field: Field, form: Form) => Widget): WidgetMaker {
  return (field, form) => {
    if (field.required) return make(field, form);
    const inner = make({ ...field, required: true }, form);
    const box = element("input")
      .attr("type", "checkbox")
      .prop("checked", field.value !== undefined);
    const show = () => void inner.element.toggle(box.prop("checked") === true);
    box.on("change", show);
    show();
    return {
      element: element("div", "switchboard-optional").append(box, inner.element),
      read: () => (box.prop("checked") === true ? inner.read() : undefined),
    };
  };
}
