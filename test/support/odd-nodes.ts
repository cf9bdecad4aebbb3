import type { NodeRed, RedNode } from "../../runtime/nodered/types.js";

type Handler = (this: RedNode, message: object, send: unknown, done: () => void) => void;

/** Nodes that do what nodes should not do, by type. */
const odd: Readonly<Record<string, Handler>> = {
  /** Sends the message on, and never says that it is done. */
  "odd-never-done"(message, _send, _done) {
    this.send([message]);
  },
  /** Takes the message and is never heard of again. */
  "odd-holding"(_message, _send, _done) {},
  /** Throws while it handles a message. */
  "odd-throwing"(_message, _send, _done) {
    throw new Error("out of order");
  },
};

/** Registers the odd nodes, and one from before nodes were told to say when they are done. */
export function register(red: NodeRed): void {
  for (const [type, handler] of Object.entries(odd)) {
    red.nodes.registerType(type, function (this: RedNode, config: object) {
      red.nodes.createNode(this, config);
      this.on("input", (message, send, done) => handler.call(this, message, send, done));
    });
  }
  red.nodes.registerType("odd-legacy", function (this: RedNode, config: object) {
    red.nodes.createNode(this, config);
    this.on("input", (message) => this.send([message]));
  });
}
