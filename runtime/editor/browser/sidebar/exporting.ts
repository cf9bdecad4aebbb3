import { $, element, RED, type Elements } from "../node-red.js";
import type { Refusal } from "../refusal.js";
import { formatName, formatSelect } from "./formats.js";
import { showProblems, showRefusal } from "./problems.js";

/** Writes the tab that is shown, deployed or not, as a document of one of the systems. */
export class Exporting {
  readonly element: Elements;
  readonly #format = formatSelect().attr("aria-label", "Format of the export");
  readonly #text = element("textarea", "switchboard-code")
    .attr("rows", "8")
    .attr("readonly", "readonly")
    .attr("aria-label", "Exported document");
  readonly #said = element("div").attr("aria-live", "polite");

  constructor() {
    const button = element("button", "red-ui-button").attr("type", "button").text("export this tab");
    button.on("click", () => this.#export());
    this.#text.toggle(false);
    this.element = element("div").append(
      element("div", "switchboard-buttons").append(this.#format, button),
      this.#said,
      this.#text,
    );
  }

  focus(): void {
    this.#format.focus();
  }

  #export(): void {
    const tab = RED.workspaces.active();
    const nodes = RED.nodes
      .createCompleteNodeSet({ credentials: false })
      .filter(({ id, z }) => id === tab || z === tab);
    const format = String(this.#format.val());
    const data = JSON.stringify({ format, nodes });
    this.#text.toggle(false);
    $.ajax({ url: "switchboard/editor/export", method: "POST", contentType: "application/json", data }).then(
      (answer) => {
        showProblems(this.#said, `The tab as a document of ${formatName(format)}:`, []);
        this.#text.val(JSON.stringify((answer as { readonly document: unknown }).document, null, 2)).toggle(true);
      },
      (refusal: Refusal) => showRefusal(this.#said, `${formatName(format)} has no words for this tab.`, refusal),
    );
  }
}
