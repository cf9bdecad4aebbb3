import { contactServices } from "../../adapters/services/index.js";
import { openChannels } from "../../adapters/settings.js";
import { systemClock } from "../clock.js";
import { addDeliverers } from "../switchboard/deliverers.js";
import { families } from "../families.js";
import { WiresHost } from "../hosts/wires/index.js";
import { systemIds } from "../ids.js";
import type { Log } from "../log.js";
import type { OutgoingHttp } from "../outgoing/client.js";
import { openServices } from "../services/open.js";
import { openStore } from "../store/open.js";
import { Switchboard } from "../switchboard/switchboard.js";
import { DeployedAssets } from "./deployed-assets.js";
import { Deploys } from "./deploys.js";
import { hooksOf } from "./hooks.js";
import { serve } from "./serve.js";
import { readSettings } from "./settings.js";
import { WaitingStatus } from "./status.js";
import type { LogEntry, NodeRed } from "./types.js";

/** A switchboard with the tabs of this Node-RED as its flows. */
export interface Running {
  readonly switchboard: Switchboard;
  readonly wires: WiresHost;
}

function logOf({ log }: NodeRed): Log {
  return {
    info: (text) => log.info(`[switchboard] ${text}`),
    warn: (text) => log.warn(`[switchboard] ${text}`),
    error: (text) => log.error(`[switchboard] ${text}`),
  };
}

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

  /** Opens the store, the channels and the APIs, as the settings say. */
  static async open(red: NodeRed): Promise<Instance> {
    const settings = readSettings(red.settings);
    const { outgoing } = settings;
    const common = await openServices({ clock: systemClock, ids: systemIds, outgoing });
    const forContacts = contactServices(settings.services, { clock: systemClock, http: common.http, outgoing });
    const switchboard = new Switchboard({
      store: await openStore(settings.store, { clock: systemClock }),
      families,
      services: { ...common, ...forContacts },
      limits: settings.limits,
      ...(settings.assets && { assets: settings.assets }),
      ...(settings.environment && { environment: settings.environment }),
      directory: settings.directory,
      log: logOf(red),
    });
    addDeliverers(switchboard, common.http);
    switchboard.callCentre.add(settings.callCentre);
    const instance = new Instance(red, switchboard, settings.holdLimit, common.http);
    await openChannels({ switchboard, http: common.http }, settings.channels);
    await serve(red, instance, settings);
    return instance;
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
