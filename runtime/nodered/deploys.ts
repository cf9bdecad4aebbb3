import type { WiresFlow } from "../hosts/wires/flow.js";
import type { Switchboard } from "../switchboard/switchboard.js";
import type { Running } from "./running.js";
import type { NodeRed, RedConfig } from "./types.js";

/** Follows Node-RED's deploys: makes flows of the tabs, and lets the sprints run that had to stop for it. */
export class Deploys {
  /** The switchboard that was started. */
  #begun: Switchboard | undefined;
  /** Counts stops and starts of the flows: whoever waited for something looks whether they are still the same. */
  #turn = 0;
  #work = Promise.resolve();
  #names = new Map<string, string>();

  constructor(private readonly red: NodeRed) {}

  /** The flows are going to stop: sprints are taken back to their last commit. */
  stopping({ switchboard }: Running): void {
    this.#turn++;
    switchboard.pause();
  }

  /** The flows run (again). Resolves when sessions go on, or the flows have stopped again. */
  started(running: Running): Promise<void> {
    const turn = ++this.#turn;
    // One after the other: Node-RED does not wait for us between two deploys.
    this.#work = this.#work.then(async () => {
      if (turn === this.#turn) await this.#goOn(running, turn);
    });
    return this.#work;
  }

  async #goOn({ switchboard, wires }: Running, turn: number): Promise<void> {
    const file: RedConfig[] = [];
    this.red.nodes.eachNode((config) => file.push(config));
    wires.tabs.deploy(file);
    tellOfProblems({ switchboard, wires });
    wires.dropLost(({ receiver }) => receiver !== undefined && this.red.nodes.getNode(receiver.id) === receiver);
    const isFirst = this.#begun !== switchboard;
    this.#begun = switchboard;
    if (isFirst) this.#names.clear();
    try {
      const flows = wires.tabs.list().flatMap(({ flow }) => flow ?? []);
      await this.#tellOfGoneNodes(switchboard, flows);
      if (isFirst) await switchboard.start();
      if (turn === this.#turn) switchboard.resume();
    } catch (error) {
      switchboard.log.error(`Sessions cannot go on after the deploy: ${String(error)}`);
    }
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

/** A red node is seen only by who looks at its tab. */
function tellOfProblems({ switchboard, wires }: Running): void {
  for (const { problems } of wires.tabs.list()) {
    for (const { message } of problems.values()) switchboard.log.warn(`What was deployed cannot run: ${message}`);
  }
}
