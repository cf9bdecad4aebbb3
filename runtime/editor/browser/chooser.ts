import { element, type Elements } from "./node-red.js";

/** Something to choose, by its id. */
export interface Choice {
  readonly id: string;
  readonly name: string;
}

/** Value of the entry that shows something else below. */
const OTHER = "switchboard:other";

/** A drop-down of what is known, with something else below it where none of that is meant. */
export interface Chooser {
  readonly element: Elements;
  /** The id that is chosen, "" for none; undefined: what stands below is meant. */
  chosen(): string | undefined;
  nameOf(id: string): string | undefined;
  /** There is something new, which is chosen now. */
  add(choice: Choice): void;
}

/**
 * @param given the id that the value has, "" for none; undefined: the value is not one that can be chosen.
 * @param later further choices, which come from the server; where there is no answer (no permission), the others stay alone.
 */
export function chooser(
  given: string | undefined,
  choices: readonly Choice[],
  later: PromiseLike<unknown>,
  other: { readonly label: string; readonly element: Elements },
): Chooser {
  const names = new Map<string, string>();
  const select = element("select");
  const chosen = () => (select.val() === OTHER ? undefined : String(select.val()));
  const show = () => void other.element.toggle(chosen() === undefined);
  let touched = false;
  const fill = (more: readonly Choice[]) => {
    for (const { id, name } of more) if (!names.has(id)) names.set(id, name);
    const wanted = touched ? chosen() : given;
    refill(wanted);
  };
  const refill = (wanted: string | undefined) => {
    select.empty().append(element("option").attr("value", "").text("–"));
    for (const [id, name] of names) select.append(element("option").attr("value", id).text(name));
    select.append(element("option").attr("value", OTHER).text(other.label));
    select.val(wanted === "" || (wanted !== undefined && names.has(wanted)) ? wanted : OTHER);
    show();
  };
  select.on("change", () => {
    touched = true;
    show();
  });
  fill(choices);
  later.then(
    (answer) => fill(readChoices(answer)),
    () => undefined,
  );
  return {
    element: element("div", "switchboard-chooser").append(select, other.element),
    chosen,
    nameOf: (id) => names.get(id),
    add: ({ id, name }) => {
      touched = true;
      names.set(id, name);
      refill(id);
    },
  };
}

function readChoices(answer: unknown): readonly Choice[] {
  if (!Array.isArray(answer)) return [];
  return (answer as readonly Partial<Choice>[]).flatMap(({ id, name }) =>
    id === undefined ? [] : [{ id, name: name || id }],
  );
}
