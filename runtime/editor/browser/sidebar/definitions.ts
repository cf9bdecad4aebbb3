import { $, element, RED, type Elements, type FileNode } from "../node-red.js";
import type { Refusal } from "../refusal.js";
import { formatName } from "./formats.js";
import { showRefusal } from "./problems.js";
import { openTabs } from "./tabs.js";

interface Definition {
  readonly id: string;
  readonly name: string;
  readonly format: string;
  readonly version?: number;
}

/** The definitions that the store has, which other programs post, each with a button that opens it as a tab. */
export class Definitions {
  readonly element: Elements;
  readonly #list = element("ul", "switchboard-flows");
  readonly #said = element("div");

  constructor() {
    this.element = element("div").append(this.#list, this.#said);
  }

  /** Asks for them anew. */
  refresh(): void {
    $.getJSON("switchboard/editor/flows").then(
      (answer) => this.#show((answer as readonly Definition[]).filter(({ version }) => version !== undefined)),
      (refusal: Refusal) => showRefusal(this.#said, "The flows cannot be listed.", refusal),
    );
  }

  #show(definitions: readonly Definition[]): void {
    this.#said.empty();
    this.#list.empty();
    if (definitions.length === 0) this.#said.append(element("div", "form-tips").text("The store has no definitions."));
    for (const { id, name, format, version } of definitions) {
      const open = element("button", "red-ui-button red-ui-button-small").attr("type", "button").text("open");
      open.on("click", () => this.#open(id));
      const words = element("span").append(
        element("b").text(name || id),
        element("div").text(`${formatName(format)}, version ${String(version)}`),
      );
      this.#list.append(element("li").append(words, open));
    }
  }

  #open(id: string): void {
    $.getJSON(`switchboard/editor/flows/${encodeURIComponent(id)}`).then(
      (answer) => {
        const text = openTabs((answer as { readonly nodes: readonly FileNode[] }).nodes);
        if (text !== undefined) RED.notify(text, "warning");
      },
      (refusal: Refusal) => showRefusal(this.#said, "The flow cannot be opened.", refusal),
    );
  }
}
