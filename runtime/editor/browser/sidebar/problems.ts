import { element, type Elements } from "../node-red.js";
import { refusalText, type Refusal } from "../refusal.js";

/** What is wrong at a place of a document. */
export interface Problem {
  readonly path: string;
  readonly field: string;
  readonly message: string;
}

/** Shows the problems, one below the other: where, and what. */
export function showProblems(place: Elements, heading: string, problems: readonly Problem[]): void {
  const list = element("ul", "switchboard-problems");
  for (const { path, field, message } of problems) {
    const where = [path, field].filter((part) => part !== "").join(" / ");
    list.append(element("li").append(element("b").text(where), element("div").text(message)));
  }
  place.empty().append(element("div", "form-tips").text(heading), list);
}

/** Shows why a request was refused: its problems, or its text. */
export function showRefusal(place: Elements, heading: string, refusal: Refusal): void {
  const { problems } = (refusal.responseJSON ?? {}) as { readonly problems?: readonly Problem[] };
  showProblems(place, heading, problems ?? [{ path: "", field: "", message: refusalText(refusal) }]);
}
