import { element, type Elements } from "./node-red.js";

/** A list on the page whose rows can be added, removed and put in another order. `made` is what the form keeps of a row. */
export interface Rows<Row> {
  readonly element: Elements;
  add(value: unknown, origin: string): void;
  current(): readonly { readonly row: Row; readonly origin: string | undefined }[];
}

interface Item {
  readonly value?: unknown;
  readonly origin?: string;
}

/** A row that was removed fades for a moment, but is no longer there. */
const PRESENT = "li:not(.red-ui-editableList-item-deleting)";

/** Makes a list; `make` fills the container of a row, which the person or `add` has added. */
export function makeRows<Row>(make: (container: Elements, value: unknown) => Row): Rows<Row> {
  const list = element("ol");
  // Node-RED's list puts itself around this element, which therefore needs a parent first.
  const container = element("div", "switchboard-list").append(list);
  list.editableList({
    height: "auto",
    sortable: true,
    removable: true,
    addItem: (row, _index, item: Item) => void row.data("made", make(row, item.value)),
  });
  return {
    element: container,
    add: (value, origin) => void list.editableList("addItem", { value, origin } satisfies Item),
    current: () => {
      const rows = list.children(PRESENT).children(".red-ui-editableList-item-content");
      return Array.from({ length: rows.length }, (_, index) => ({
        row: rows.eq(index).data("made") as Row,
        origin: (rows.eq(index).data("data") as Item).origin,
      }));
    },
  };
}
