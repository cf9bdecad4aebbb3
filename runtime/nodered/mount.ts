import type { Express, RequestHandler } from "express";
import type { NodeRed } from "./types.js";

/** What is used of Express' own list of handlers: Node-RED offers no way to stand before its editor. */
interface Layered {
  readonly parent?: Express & Layered;
  readonly _router: { readonly stack: { readonly handle: unknown }[] };
}

/**
 * Serves requests below a path, before anything of Node-RED's sees them: the editor's API would read their bodies by its own
 * limits, and its login would be asked for. Where Node-RED serves no HTTP this does nothing.
 */
export function mount(red: NodeRed, path: string, handler: RequestHandler): void {
  if (typeof red.httpNode !== "function") return;
  const root = rootOf(red.httpNode as Express & Layered);
  root.use(path, handler);
  const { stack } = root._router;
  const added = stack.pop();
  // The first two only prepare requests (the query, and Express' own additions).
  if (added) stack.splice(PREPARING, 0, added);
}

const PREPARING = 2;

function rootOf(app: Express & Layered): Express & Layered {
  return app.parent ? rootOf(app.parent) : app;
}
