import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { Instance } from "./instance.js";
import { getInstance } from "./index.js";
import type { NodeRed } from "./types.js";

/** What is used of Node-RED as an embedder gets it. */
interface EmbeddableNodeRed extends NodeRed {
  init(server: object, settings: object): void;
  start(): Promise<void>;
  stop(): Promise<void>;
  readonly runtime: {
    readonly flows: {
      setFlows(options: { flows: { flows: readonly object[] }; deploymentType: DeploymentType }): Promise<unknown>;
    };
  };
}

export type DeploymentType = "full" | "nodes" | "flows";

export interface EmbeddedOptions {
  /** An empty folder: Node-RED keeps the flows there. */
  readonly userDir: string;
  /** Where the palette's package is. */
  readonly nodesDir: string;
  /** Further settings of Node-RED. */
  readonly settings?: object;
}

/** Node-RED cannot run the flows: a node type is missing, say. */
export class FlowsNotStarted extends Error {
  override readonly name = "FlowsNotStarted";
}

/** A Node-RED without editor in this process, of which there can be one. */
export class EmbeddedNodeRed {
  private constructor(
    /** Node-RED as nodes see it. */
    readonly red: EmbeddableNodeRed,
    readonly instance: Instance,
  ) {}

  static async start({ userDir, nodesDir, settings }: EmbeddedOptions): Promise<EmbeddedNodeRed> {
    const red = createRequire(__filename)("node-red") as EmbeddableNodeRed;
    red.init(createServer(), {
      userDir,
      nodesDir,
      httpAdminRoot: false,
      httpNodeRoot: false,
      credentialSecret: false,
      logging: { console: { level: "off" } },
      ...settings,
    });
    const started = nextStart(red);
    await red.start();
    const embedded = new EmbeddedNodeRed(red, await getInstance(red));
    // It resolves before it has started the flows that it found.
    await started;
    await embedded.instance.deployed;
    return embedded;
  }

  /** Deploys these nodes as the whole flow file. Resolves when sessions go on; rejects with `FlowsNotStarted`. */
  async deploy(nodes: readonly object[], deploymentType: DeploymentType = "full"): Promise<void> {
    const started = nextStart(this.red);
    await this.red.runtime.flows.setFlows({ flows: { flows: nodes }, deploymentType });
    await started;
    await this.instance.deployed;
  }

  async stop(): Promise<void> {
    await this.red.stop();
    await this.instance.switchboard.close();
  }
}

/** The next time that the flows run. */
function nextStart({ events }: EmbeddableNodeRed): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      events.off("flows:started", onStarted);
      events.off("runtime-event", onState);
    };
    const onStarted = (): void => {
      end();
      resolve();
    };
    const onState = ({ id, payload }: { id: string; payload?: { error?: string; types?: string[] } }): void => {
      if (id !== "runtime-state" || payload?.error === undefined) return;
      end();
      reject(
        new FlowsNotStarted(`Node-RED cannot start the flows: ${payload.error} ${payload.types?.join(", ") ?? ""}`),
      );
    };
    events.on("flows:started", onStarted);
    events.on("runtime-event", onState);
  });
}
