import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RequestHandler } from "express";
import type { Channel } from "../../runtime/channels/channel.js";
import { paletteFamilies } from "../../runtime/editor/families.js";
import { EmbeddedNodeRed } from "../../runtime/nodered/embedded.js";
import type { Instance } from "../../runtime/nodered/instance.js";
import type { NodeStatus, RedNode } from "../../runtime/nodered/types.js";
import type { Effect } from "../../runtime/session/event.js";
import type { Session } from "../../runtime/session/session.js";
import type { StoredEvent } from "../../runtime/store/store.js";
import type { Switchboard } from "../../runtime/switchboard/switchboard.js";

const PROJECT = join(__dirname, "../..");

/** A real Node-RED in this process, with the project's sources as its palette and a store in memory. */
export class TestNodeRed {
  /** What went out to contacts and callers, in order. */
  readonly sent: Effect[] = [];
  readonly #statuses = new Map<string, NodeStatus>();
  readonly #log: string[] = [];
  readonly #readers = new Set<() => void>();

  private constructor(
    private readonly embedded: EmbeddedNodeRed,
    /** The user directory, where Node-RED keeps the flows. */
    readonly folder: string,
    /** What function nodes find by `global.get("test")`. */
    readonly shared: Record<string, unknown>,
  ) {
    const { events, log } = embedded.red;
    this.switchboard.channels.add(this.#channel());
    events.on("node-status", ({ id, status }: { id: string; status?: NodeStatus }) =>
      this.#statuses.set(id, status ?? {}),
    );
    log.addHandler({
      emit: (_event, { level, msg }) => {
        if (level > log.DEBUG) return;
        this.#log.push(String(msg));
        for (const read of this.#readers) read();
      },
    });
  }

  /** @param settings those of Switchboard */
  static async start(settings: object = {}, nodeRedSettings: object = {}): Promise<TestNodeRed> {
    const folder = mkdtempSync(join(tmpdir(), "switchboard-wires-"));
    const nodesDir = join(folder, "palette");
    writePalette(nodesDir);
    const shared = {};
    const embedded = await EmbeddedNodeRed.start({
      userDir: folder,
      nodesDir,
      settings: {
        switchboard: { store: "memory", channels: { mqtt: false }, ...settings },
        functionGlobalContext: { test: shared },
        ...nodeRedSettings,
      },
    });
    return new TestNodeRed(embedded, folder, shared);
  }

  get switchboard(): Switchboard {
    return this.embedded.instance.switchboard;
  }

  get instance(): Instance {
    return this.embedded.instance;
  }

  /** What Node-RED serves to the editor and for its nodes; on no port yet. */
  get http(): { readonly admin: RequestHandler; readonly node: RequestHandler } {
    const { httpAdmin, httpNode } = this.embedded.red;
    return { admin: httpAdmin as RequestHandler, node: httpNode as RequestHandler };
  }

  /** A node as it runs now. */
  node(id: string): RedNode {
    const node = this.embedded.red.nodes.getNode(id);
    if (!node) throw new Error(`There is no node ${id}.`);
    return node;
  }

  statusOf(id: string): NodeStatus {
    return this.#statuses.get(id) ?? {};
  }

  /** Resolves when a node's status is as it should be. */
  statusChanged(id: string, isSo: (status: NodeStatus) => boolean): Promise<void> {
    return new Promise((resolve) => {
      const { events } = this.embedded.red;
      const look = (): void => {
        if (!isSo(this.statusOf(id))) return;
        events.off("node-status", look);
        resolve();
      };
      events.on("node-status", look);
      look();
    });
  }

  /** Resolves when Node-RED has logged something like this, at whatever level. */
  logged(text: RegExp): Promise<string> {
    return new Promise((resolve) => {
      const read = (): void => {
        const found = this.#log.find((each) => text.test(each));
        if (found === undefined) return;
        this.#readers.delete(read);
        resolve(found);
      };
      this.#readers.add(read);
      read();
    });
  }

  deploy(nodes: readonly object[], type: "full" | "nodes" | "flows" = "full"): Promise<void> {
    return this.embedded.deploy(nodes, type);
  }

  /** Starts a flow with a contact. Gives the session's id when it rests. */
  async start(flow: string, urn = "tel:+15550100"): Promise<string> {
    const session = await this.switchboard.startFlow({ id: flow }, { urn, channel: "phone" });
    await this.switchboard.whenIdle();
    return session;
  }

  /** A contact says something; resolves when all has come to rest that follows from it. */
  async say(text: string, urn = "tel:+15550100"): Promise<void> {
    await this.switchboard.receiveMessage({ channel: "phone", urn, text });
    await this.switchboard.whenIdle();
  }

  /** Texts of the messages that went out. */
  get texts(): string[] {
    return this.sent.map(({ event }) => String((event["msg"] as { text?: string } | undefined)?.text ?? event["text"]));
  }

  async session(id: string): Promise<Session> {
    const found = await this.switchboard.store.session(id);
    if (!found) throw new Error(`There is no session ${id}.`);
    return found.session;
  }

  async events(id: string): Promise<StoredEvent[]> {
    return this.switchboard.store.events(id);
  }

  /** Resolves when a session is as it should be; it is looked at after each commit. */
  async until(id: string, isSo: (session: Session) => boolean): Promise<Session> {
    for (;;) {
      const committed = new Promise((resolve) => this.switchboard.events.once("commit", resolve));
      const found = await this.switchboard.store.session(id);
      if (found && isSo(found.session)) return found.session;
      await committed;
    }
  }

  async stop(): Promise<void> {
    await this.embedded.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** A telephone network where all is said at once. */
  #channel(): Channel {
    return {
      id: "phone",
      name: "Phone",
      deliver: async (effect) => {
        this.sent.push(effect);
        const { event, key } = effect;
        if (event.type === "talk")
          await this.switchboard.callEvent("phone", String(event["call"]), { type: "media", media: key });
      },
    };
  }
}

/** A package whose node sets are the sources, which jest compiles as Node-RED loads them. */
function writePalette(folder: string): void {
  mkdirSync(folder);
  const sets = ["channels", ...paletteFamilies.map(({ name }) => name), "assets"];
  for (const name of sets) {
    writeFileSync(
      join(folder, `${name}.js`),
      `module.exports = require(${JSON.stringify(join(PROJECT, "nodes", `${name}.ts`))});`,
    );
  }
  writeFileSync(
    join(folder, "plugin.js"),
    `module.exports = require(${JSON.stringify(join(PROJECT, "runtime/plugin.ts"))});`,
  );
  writeFileSync(
    join(folder, "odd.js"),
    `module.exports = require(${JSON.stringify(join(__dirname, "odd-nodes.ts"))}).register;`,
  );
  const nodes = Object.fromEntries([...sets, "odd"].map((name) => [name, `${name}.js`]));
  const manifest = { name: "palette", version: "1.0.0", "node-red": { nodes, plugins: { switchboard: "plugin.js" } } };
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
}
