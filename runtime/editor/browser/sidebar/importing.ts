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
    let document: object;
    try {
      document = parsed(String(this.#text.val()));
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      showProblems(this.#said, "This is no document.", [{ path: "", field: "", message }]);
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
    const text = openTabs(nodes.map((node) => named(node, `Flow from ${formatName(format)}`)));
    if (text === undefined && problems.length === 0) this.#text.val("");
    const done = `Imported from ${formatName(format)}.`;
    const heading = text ?? (problems.length > 0 ? `${done} Before it can run, mend this:` : done);
    showProblems(this.#said, heading, text === undefined ? problems : []);
  }
}

/** Throws what is wrong with a text that is no document, and where. */
function parsed(text: string): object {
  if (text.trim() === "") throw new Error("Paste one above: the JSON of a flow.");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Error(`It must be JSON: ${(error as SyntaxError).message}.`, { cause: error });
  }
  if (typeof value !== "object" || value === null) throw new Error("It must be a JSON object or list.");
  return value;
}

/** A tab that has no name cannot be told from others, and neither can its flow. */
function named(node: FileNode, name: string): FileNode {
  return node.type === "tab" && (node.label ?? "") === "" ? { ...node, label: name } : node;
}
