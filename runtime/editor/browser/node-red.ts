import type { ExitRule } from "../../ports.js";
import type { Schema } from "../../validation/schema.js";

/** What the form uses of jQuery, which the editor brings along. */
export interface Elements {
  readonly length: number;
  append(...content: Elements[]): Elements;
  appendTo(parent: Elements): Elements;
  empty(): Elements;
  find(selector: string): Elements;
  children(selector: string): Elements;
  eq(index: number): Elements;
  attr(name: string, value: string): Elements;
  addClass(name: string): Elements;
  focus(): Elements;
  css(name: string, value: string): Elements;
  data(key: string): unknown;
  data(key: string, value: unknown): Elements;
  text(text: string): Elements;
  val(): unknown;
  val(value: string): Elements;
  prop(name: "checked" | "selected"): unknown;
  prop(name: "checked" | "selected", value: boolean): Elements;
  toggle(shown: boolean): Elements;
  on(events: string, handler: () => void): Elements;
  editableList(options: EditableListOptions): Elements;
  editableList(method: "addItem", item: object): Elements;
  typedInput(options: { types: readonly TypedInputType[]; default?: string }): Elements;
  typedInput(method: "value" | "type"): string;
  typedInput(method: "value" | "type", value: string): Elements;
}

export type TypedInputType = "str" | "num" | "bool" | "json";

interface EditableListOptions {
  addItem(container: Elements, index: number, item: object): void;
  readonly addButton?: string;
  readonly sortable?: boolean;
  readonly removable?: boolean;
  readonly height?: "auto";
}

/** A step as the editor holds it while it is on the workspace. */
export interface EditorNode {
  readonly id: string;
  readonly type: string;
  name?: string;
  readonly _def: { readonly switchboard: StepForm; readonly paletteLabel: string };
  options: Record<string, unknown>;
  /** Of the deployed node. */
  readonly status?: { readonly fill?: string; readonly text?: string };
  block?: string;
  exitIds?: Record<string, string>;
}

/** What the generated palette entry says of a step beyond Node-RED's own properties. */
export interface StepForm {
  readonly options: Schema;
  readonly exits: readonly ExitRule[];
  /** Of a channel's config node: its adapter. */
  readonly channel?: string;
  /** Of an asset's config node: what it is, and the setting that identifies it. */
  readonly asset?: string;
  readonly key?: string;
}

/** A config node; others' have no options and no facts. */
export interface ConfigNode {
  readonly _def: { readonly switchboard?: StepForm };
  readonly options?: Record<string, unknown>;
}

/** A node as the flow file has it. */
export interface FileNode {
  readonly id: string;
  readonly type: string;
  readonly z?: string;
  readonly label?: string;
  readonly options?: Record<string, unknown>;
}

interface Editor {
  readonly actions: { add(name: string, action: () => void, options: { readonly label: string }): void };
  readonly editor: { editConfig(name: string, type: string, id: "_ADD_", prefix: string): void };
  readonly events: {
    on(event: "nodes:add", listener: (node: ConfigNode & { readonly type: string }) => void): void;
    off(event: "nodes:add", listener: (node: ConfigNode & { readonly type: string }) => void): void;
  };
  readonly plugins: { registerPlugin(id: string, plugin: { readonly onadd: () => void }): void };
  readonly sidebar: {
    addTab(tab: {
      readonly id: string;
      readonly label: string;
      readonly name: string;
      readonly iconClass: string;
      readonly content: Elements;
      readonly enableOnEdit: boolean;
      readonly onchange: () => void;
    }): void;
    show(id: string): void;
  };
  readonly view: {
    /** Throws where ids are taken. */
    importNodes(nodes: readonly FileNode[], options: { readonly generateIds: boolean }): void;
  };
  readonly workspaces: { active(): string; show(id: string): void };
  readonly nodes: {
    readonly registry: { getNodeTypes(): readonly string[] };
    getType(type: string): ConfigNode["_def"] | null;
    createCompleteNodeSet(options: { readonly credentials: boolean }): readonly FileNode[];
    filterNodes(filter: { type: string }): readonly (EditorNode & { readonly z: string })[];
    workspace(id: string): { readonly label: string } | undefined;
    /** Visits the config nodes until one visit gives false. */
    eachConfig(visit: (node: ConfigNode) => boolean): void;
  };
  notify(text: string, type: "success" | "warning" | "error"): void;
}

interface Page {
  readonly RED: Editor;
  readonly $: ((selector: string) => Elements) & {
    getJSON(url: string): PromiseLike<unknown>;
    post(url: string): PromiseLike<unknown>;
    ajax(request: {
      readonly url: string;
      readonly method: "POST";
      readonly contentType: string;
      readonly data: string;
    }): PromiseLike<unknown>;
  };
}

/** The editor's page: the script runs only there. */
export const { RED, $ } = globalThis as unknown as Page;

/** A new element, such as `<div>`. */
export function element(tag: string, className?: string): Elements {
  const made = $(`<${tag}>`);
  return className === undefined ? made : made.addClass(className);
}
