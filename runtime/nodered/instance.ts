import { WiresHost } from "../hosts/wires/index.js";
import type { OutgoingHttp } from "../outgoing/client.js";
import type { Switchboard } from "../switchboard/switchboard.js";
import { DeployedAssets } from "./deployed-assets.js";
import { Deploys } from "./deploys.js";
import { hooksOf } from "./hooks.js";
import type { Running } from "./running.js";
import { WaitingStatus } from "./status.js";
import type { LogEntry, NodeRed } from "./types.js";

/** Switchboard in a Node-RED process. */
export class Instance {
  #running: Running;
  #status: WaitingStatus;
  readonly #deploys: Deploys;
  /** What the config nodes say of groups, fields, queues ... */
  readonly assets = new DeployedAssets();
  #deployed = Promise.resolve();
  readonly #channelsOpening: Promise<unknown>[] = [];

  constructor(
    private readonly red: NodeRed,
    switchboard: Switchboard,
    private readonly holdLimit: number,
    /** Makes the requests of channels. */
    readonly http: OutgoingHttp,
  ) {
    this.#running = this.#host(switchboard);
    this.#status = new WaitingStatus(this.#running);
    this.#deploys = new Deploys(red);
    this.#watch();
  }

  get switchboard(): Switchboard {
    return this.#running.switchboard;
  }

  /** Sessions go on after a deploy only once the channels that it brings are there. */
  awaitChannel(opening: Promise<unknown>): void {
    this.#channelsOpening.push(opening);
  }

  /** Resolves when the tabs of the last deploy are flows, and sessions go on. */
  get deployed(): Promise<void> {
    return this.#deployed;
  }

  get wires(): WiresHost {
    return this.#running.wires;
  }

  /**
   * Lets tabs that are deployed from now on run on another switchboard, as flow tests do: one each, on a clock of its own.
   * Deploy no tab with steps while you change it. The old one is not closed.
   */
  use(switchboard: Switchboard): void {
    this.#status.stop();
    this.#running = this.#host(switchboard);
    this.#status = new WaitingStatus(this.#running);
  }

  #host(switchboard: Switchboard): Running {
    const { util, log } = this.red;
    const wires = new WiresHost({
      switchboard,
      holdLimit: this.holdLimit,
      clone: (message) => util.cloneMessage(message),
      debug: (text) => log.debug(text),
    });
    return { switchboard, wires };
  }

  /** Hooks outlive deploys, so they are added once. Each has one parameter: else Node-RED waits for a callback. */
  #watch(): void {
    const { events, log } = this.red;
    const hooks = hooksOf(this.red);
    hooks.add("preDeliver.switchboard", (event) => this.wires.traffic.sent(event));
    hooks.add("onReceive.switchboard", (event) => this.wires.traffic.received(event));
    hooks.add("postReceive.switchboard", (event) => this.wires.traffic.handled(event));
    hooks.add("onComplete.switchboard", (event) => this.wires.traffic.completed(event));
    const { ERROR } = log;
    log.addHandler({
      emit: (_event, entry: LogEntry) => {
        if (entry.level === ERROR) this.wires.traffic.logged(entry);
      },
    });
    events.on("flows:stopping", () => this.#deploys.stopping(this.#running));
    events.on("flows:started", () => {
      this.assets.give(this.switchboard);
      const channels = Promise.all(this.#channelsOpening.splice(0));
      this.#deployed = channels.then(() => this.#deploys.started(this.#running)).then(() => this.#status.showAll());
    });
  }
}
