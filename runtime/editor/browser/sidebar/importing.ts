import { $, element, type Elements, type FileNode } from "../node-red.js";
import type { Refusal } from "../refusal.js";
import { formatName, formatSelect } from "./formats.js";
import { showProblems, showRefusal, type Problem } from "./problems.js";
import { openTabs } from "./tabs.js";

interface Imported {
  readonly format: string;
  readonly nodes: readonly FileNode[];
  readonly problems: readonly Problem[];
}

/** Takes a document of one of the systems, pasted as text, and opens it as a tab. */
export class Importing {
  readonly element: Elements;
  readonly #text = element("textarea", "switchboard-code")
    .attr("rows", "8")
    .attr("spellcheck", "false")
    .attr("aria-label", "Document")
    .attr("placeholder", "Paste a document (JSON) here.");
  readonly #format = formatSelect("by its content").attr("aria-label", "Format of the document");
  readonly #said = element("div").attr("aria-live", "polite");

  constructor() {
    const button = element("button", "red-ui-button").attr("type", "button").text("import as a tab");
    button.on("click", () => this.#import());
    this.element = element("div").append(
      this.#text,
      element("div", "switchboard-buttons").append(this.#format, button),
      this.#said,
    );
  }

  focus(): void {
    this.#text.focus();
  }

  #import(): void {
    const document = parsed(String(this.#text.val()));
    if (document === undefined) {
      showProblems(this.#said, "This is no document.", [{ path: "", field: "", message: "It must be JSON." }]);
      return;
    }
    const format = String(this.#format.val());
    const data = JSON.stringify({ document, ...(format !== "" && { format }) });
    $.ajax({ url: "switchboard/editor/import", method: "POST", contentType: "application/json", data }).then(
      (answer) => this.#open(answer as Imported),
      (refusal: Refusal) => showRefusal(this.#said, "The document cannot be imported.", refusal),
    );
  }

  #open({ format, nodes, problems }: Imported): void {
    const text = openTabs(nodes);
    if (text === undefined && problems.length === 0) this.#text.val("");
    const done = `Imported from ${formatName(format)}.`;
    const heading = text ?? (problems.length > 0 ? `${done} Before it can run, mend this:` : done);
    showProblems(this.#said, heading, text === undefined ? problems : []);
  }
}

function parsed(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
