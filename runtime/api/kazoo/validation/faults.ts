import type { Json, JsonObject } from "../../../json.js";

/** A fault as Kazoo describes it: what it is, the value, and the constraint where one was broken. */
export type Fault = JsonObject & { readonly message: string };

/** What is wrong with a document, by path (kazoo-metaflows.md section 8.2): one fault each, a later one replaces an earlier. */
export class Faults {
  readonly #byPath = new Map<string, JsonObject>();

  get any(): boolean {
    return this.#byPath.size > 0;
  }

  add(path: readonly string[], code: string, fault: Fault): void {
    // A dot within a key must not look like one between keys.
    this.#byPath.set(path.map((key) => key.replaceAll(".", "%2E")).join("."), { [code]: fault });
  }

  addRequired(path: readonly string[], name: string): void {
    this.add([...path, name], "required", { message: "Field is required but missing", value: name });
  }

  addType(path: readonly string[], target: string, value: Json): void {
    this.add(path, "type", { message: `Value did not match type(s): ${target}`, target, value });
  }

  toJson(): JsonObject {
    return Object.fromEntries(this.#byPath);
  }
}
