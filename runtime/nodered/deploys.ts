import type { WiresFlow } from "../hosts/wires/flow.js";
import type { Switchboard } from "../switchboard.js";
import type { Running } from "./instance.js";
import type { NodeRed, RedConfig } from "./types.js";

/** Follows Node-RED's deploys: makes flows of the tabs, and lets the sprints run that had to stop for it. */
export class Deploys {
  #begun = false;
  #names = new Map<string, string>();

  constructor(private readonly red: NodeRed) {}

  /** The flows run (again). */
  async started({ switchboard, wires }: Running): Promise<void> {
    const file: RedConfig[] = [];
    this.red.nodes.eachNode((config) => file.push(config));
    wires.tabs.deploy(file);
    wires.dropLost(({ receiver }) => receiver !== undefined && this.red.nodes.getNode(receiver.id) === receiver);
    try {
      await this.#tellOfGoneNodes(
        switchboard,
        wires.tabs.list().flatMap(({ flow }) => flow ?? []),
      );
      if (this.#begun) switchboard.resume();
      else {
        this.#begun = true;
        await switchboard.start();
      }
    } catch (error) {
      switchboard.log.error(`Sessions cannot go on after the deploy: ${String(error)}`);
    }
  }

  /** The next deploy is the first of another switchboard. */
  forget(): void {
    this.#begun = false;
    this.#names.clear();
  }

  /** Sessions that wait where nothing is any more fail at their next input; whoever deploys should know now. */
  async #tellOfGoneNodes(switchboard: Switchboard, flows: readonly WiresFlow[]): Promise<void> {
    const byId = new Map(flows.map((flow) => [flow.ref.id, flow]));
    const names = new Map(flows.map(({ ref }) => [ref.id, ref.name ?? ref.id]));
    for (const [id, name] of new Map([...this.#names, ...names])) {
      for (const [node, count] of Object.entries(await switchboard.store.waitingByNode(id))) {
        if (byId.get(id)?.node(node) || this.red.nodes.getNode(node)) continue;
        const sessions = count === 1 ? "1 session waits" : `${count} sessions wait`;
        switchboard.log.warn(
          `${sessions} at node '${node}' of flow '${name}', which is gone: they fail at their next input.`,
        );
      }
    }
    this.#names = names;
  }
}
