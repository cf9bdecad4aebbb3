import type { Express, Request, Response, NextFunction } from "express";
import type { Server } from "node:http";

/**
 * Exactly what is used of Node-RED (4.1 and 5). The published typings know neither `wires`, nor hooks as they are, nor classes
 * as node constructors.
 */
export interface NodeRed {
  readonly nodes: {
    createNode(node: object, config: object): void;
    getNode(id: string): RedNode | null;
    eachNode(visit: (config: RedConfig) => void): void;
    registerType(
      type: string,
      constructor: (this: RedNode, config: never) => void,
      options?: { readonly credentials: Readonly<Record<string, { readonly type: "password" }>> },
    ): void;
  };
  /** Absent under node-red-node-test-helper. */
  readonly hooks?: Hooks;
  readonly events: {
    on(event: string, listener: (event: never) => void): void;
    off(event: string, listener: (event: never) => void): void;
  };
  readonly log: RedLog;
  readonly settings: RedSettings;
  readonly util: { cloneMessage<T extends object>(message: T): T };
  /** The app of the flows' HTTP nodes; absent where `httpNodeRoot` is false. */
  readonly httpNode?: Express;
  /** The app of the editor's API; null where `httpAdminRoot` is false. */
  readonly httpAdmin?: Express | null;
  readonly auth: {
    needsPermission(permission: string): (request: Request, response: Response, next: NextFunction) => void;
  };
  readonly plugins: { registerPlugin(id: string, definition: { type: string; onadd?: () => void }): void };
  readonly server?: Server;
}

/** A node as Node-RED runs it. */
export interface RedNode {
  readonly id: string;
  readonly type: string;
  /** The tab, or the instance of a subflow. */
  readonly z: string;
  readonly name?: string;
  /** Ids from the tab down to the node, `tab/instance/node`. */
  readonly _path?: string;
  /** Inside an instance of a subflow: the node's id in the subflow. */
  readonly _alias?: string;
  /** Input handlers that call `done`; with none, nothing says when the node is through with a message. */
  readonly _expectedDoneCount: number;
  /** By port, the ids of the nodes it is wired to. */
  readonly wires: readonly (readonly string[])[];
  on(event: "input", listener: (message: object, send: unknown, done: (error?: Error) => void) => void): void;
  on(event: "close", listener: () => void): void;
  on(event: "close", listener: (removed: boolean, done: () => void) => void): void;
  /** What Node-RED keeps apart from the flow file. */
  readonly credentials?: Readonly<Record<string, string>>;
  send(messages: readonly (object | null)[]): void;
  /** Gives it a message without a wire. */
  receive(message: object): void;
  /** With a message: offered to Catch nodes first. */
  error(text: string | Error, message?: object): void;
  warn(text: string): void;
  status(status: NodeStatus): void;
  /** What a handler's `done` calls. A step that goes on after a wait has no `done` left from before. */
  _complete(message: object): void;
}

export interface NodeStatus {
  readonly fill?: "red" | "green" | "yellow" | "blue" | "grey";
  readonly shape?: "ring" | "dot";
  readonly text?: string;
}

/** A node as the flow file has it. */
export interface RedConfig {
  readonly id: string;
  readonly type: string;
  readonly z?: string;
  readonly label?: string;
  readonly disabled?: boolean;
}

/** Node-RED's messaging hooks. A handler must declare exactly one parameter, else Node-RED waits for its callback. */
export interface Hooks {
  add(name: "preDeliver.switchboard", handler: (event: SendEvent) => false | undefined): void;
  add(name: "onReceive.switchboard", handler: (event: ReceiveEvent) => false | undefined): void;
  add(name: "postReceive.switchboard", handler: (event: ReceiveEvent) => void): void;
  add(name: "onComplete.switchboard", handler: (event: CompleteEvent) => void): void;
  remove(name: "*.switchboard"): void;
}

export interface SendEvent {
  readonly msg: object;
  readonly source: { readonly id: string };
  readonly destination: { readonly id: string };
}

export interface ReceiveEvent {
  readonly msg: object;
  readonly destination: { readonly id: string; readonly node: RedNode };
}

export interface CompleteEvent {
  readonly msg: object;
  readonly error?: unknown;
  readonly node: { readonly id: string; readonly node: RedNode };
}

export interface RedLog {
  readonly ERROR: number;
  readonly DEBUG: number;
  info(text: string): void;
  warn(text: string): void;
  error(text: string): void;
  debug(text: string): void;
  addHandler(handler: LogHandler): void;
  removeHandler(handler: LogHandler): void;
}

export interface LogHandler {
  emit(event: "log", entry: LogEntry): void;
}

export interface LogEntry {
  readonly level: number;
  readonly id?: string;
  readonly msg?: unknown;
}

export interface RedSettings {
  readonly userDir?: string;
  readonly uiPort?: number | string;
  readonly uiHost?: string;
  /** Our own part of the settings file; untrusted until read. */
  readonly switchboard?: unknown;
}
