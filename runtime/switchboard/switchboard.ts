import { EventEmitter } from "node:events";
import { Activity } from "../activity.js";
import type { Announcer } from "./announcer.js";
import { AssetSources } from "../assets/sources.js";
import type { Assets } from "../contacts/assets.js";
import type { Reach } from "../conversation/outreach/reach.js";
import { CallCentre } from "../call/centre/centre.js";
import { Channels } from "../channels/channels.js";
import { systemClock, type Clock } from "../clock.js";
import { comeToRest } from "./closing.js";
import { tellToken } from "./delivery-answer.js";
import { Deployments } from "./deployments.js";
import { Dispatcher } from "./dispatch.js";
import { Engine } from "../engine/engine.js";
import { defaultLimits, type Limits } from "../engine/limits.js";
import type { Sprint } from "../engine/sprint.js";
import { stepsProgram } from "../formats/8x8/index.js";
import { Flows } from "./flows.js";
import { systemIds, type Ids } from "../ids.js";
import { Intake } from "./intake.js";
import { Halted, Lanes } from "./lanes.js";
import { silentLog, type Log } from "../log.js";
import { Metaflows } from "../metaflow/listeners.js";
import { MetaflowScopes } from "../metaflow/scopes/index.js";
import type { SwitchboardOptions } from "./options.js";
import { Outbox } from "../outbox/outbox.js";
import type { HangupReason } from "../session/call.js";
import { migrate } from "../session/migrate.js";
import type { Accepted, Commit, NewDefinition, NewInput, Store } from "../store/store.js";
import { Others, tellOfRestart } from "./others.js";
import { Pruner } from "./pruner.js";
import { Timers } from "./timers.js";
import { Triggers } from "./triggers.js";

export type { SwitchboardOptions } from "./options.js";
export { FlowRefused, NotFound, type CallSignal, type ReceivedMessage } from "./intake.js";

/**
 * The running whole: inputs come in, are made durable, and run in their lanes; what sprints commit goes out through channels.
 * Everything that talks to it (nodes, adapters, APIs, flow tests) uses this class.
 *
 * Methods that take something in resolve when it is durable; they throw `StoreUnavailable` when it could not be made so.
 */
export class Switchboard extends Intake {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly limits: Limits;
  readonly log: Log;
  readonly engine: Engine;
  readonly channels = new Channels(
    () => this.assetSources.channelsChanged(),
    () => this.clock.now(),
  );
  readonly triggers = new Triggers();
  /** Who else is told of what sessions do. */
  readonly announcers: Announcer[] = [];
  /** What flows refer to, and where it comes from. */
  readonly assetSources: AssetSources;
  /** What listens for keys on calls. */
  readonly metaflows: Metaflows;
  /** What accounts, users and devices listen for. */
  readonly scopes: MetaflowScopes;
  /** Agents, queues and conferences. */
  readonly callCentre = new CallCentre();
  readonly flows: Flows;
  /** `commit`: a sprint was committed. `reported`: a session was told how a delivery came out. */
  readonly events = new EventEmitter<{ commit: [Commit]; reported: [] }>();
  readonly #started = Promise.withResolvers<void>();
  readonly #activity = new Activity();
  readonly #lanes: Lanes;
  readonly #outbox: Outbox;
  readonly #timers: Timers;
  readonly #pruner: Pruner;
  readonly #deployments = new Deployments(this);
  readonly #sprints = new Map<string, Sprint>();
  #deploying = false;
  #closing: Promise<void> | undefined;

  constructor(options: SwitchboardOptions) {
    super();
    this.store = options.store;
    this.clock = options.clock ?? systemClock;
    this.ids = options.ids ?? systemIds;
    this.log = options.log ?? silentLog;
    this.limits = { ...defaultLimits, ...options.limits };
    this.metaflows = new Metaflows(options.fastRearm);
    const { fastRearm } = this.metaflows;
    const { store, ids, clock } = this;
    this.scopes = new MetaflowScopes({ store, ids, clock, fastRearm, accounts: options.directory });
    this.metaflows.add((session) => this.scopes.collectorsFor(session));
    this.assetSources = new AssetSources({
      store: this.store,
      now: () => this.clock.now(),
      random: () => this.ids.random(),
      document: options.assets,
      environment: options.environment,
      channels: () => this.channels.assets(),
    });
    this.flows = new Flows(this.store);
    this.engine = new Engine({
      now: () => this.clock.now(),
      ids: this.ids,
      flows: this.flows,
      families: options.families,
      services: {
        ...options.services,
        metaflows: this.metaflows,
        directory: this.scopes.directory,
        triggers: this.triggers,
        channels: this.channels,
        callCentre: this.callCentre,
        innerFlow: stepsProgram,
        hangupReasons: (call) => this.#hangupReason(call),
      },
      limits: this.limits,
      assets: () => this.assets,
    });
    const dispatcher = new Dispatcher({
      store: this.store,
      engine: this.engine,
      flows: this.flows,
      triggers: this.triggers,
      channels: this.channels,
      ids: this.ids,
      announcers: this.announcers,
      ...(options.environment && { environment: options.environment }),
      log: this.log,
      onSprint: (lane, sprint) => this.#sprints.set(lane, sprint),
    });
    this.#lanes = new Lanes(this.store, this.clock, this.#activity, this.log, async (stored) => {
      try {
        this.#committed(await dispatcher.dispatch(stored));
      } catch (error) {
        // Whatever a host still carries for it means nothing: the input is run again.
        this.#sprints.get(stored.lane)?.halt(error instanceof Error ? error : new Error(String(error)));
        throw error;
      } finally {
        this.#sprints.delete(stored.lane);
      }
    });
    this.#outbox = new Outbox(this.store, this.channels, this.clock, this.#activity, this.log, {
      tell: (effect, attempt) => tellToken(this, effect, attempt),
      reported: () => this.events.emit("reported"),
    });
    this.#timers = new Timers(this.store, this.clock, this.#activity, this.log, (lane) => this.#lanes.wake(lane));
    this.#pruner = new Pruner(this.store, this.clock, this.#activity, this.log, this.limits.keepEndedMs);
    this.#lanes.pause();
  }

  /**
   * Takes up what the store holds. Call it once the flows are deployed and the channels are there. If a redeploy has begun
   * meanwhile, sprints wait for its end.
   */
  async start(): Promise<void> {
    const others = new Others(this, this.#lanes, this.#timers, this.#outbox, this.#deployments);
    this.store.follow((news) => void this.#activity.run(() => others.hear(news)));
    await this.assetSources.load();
    await this.#deployments.start();
    this.#started.resolve();
    for (const place of await this.store.sessionsWithDetachedTokens()) await tellOfRestart(this, place);
    if (!this.#deploying) this.#lanes.resume();
    await this.#lanes.wakeAll();
    this.#timers.fire();
    this.#outbox.start();
    this.#pruner.start();
  }

  /** Resolves when whatever starts flows is connected for the first time. */
  get started(): Promise<void> {
    return this.#started.promise;
  }

  /** Makes an input durable and lets its lane run. */
  accept(input: NewInput): Promise<Accepted> {
    return this.#activity.run(async () => {
      const accepted = await this.store.accept(input);
      if (!accepted.duplicate) this.#lanes.wake(input.lane);
      return accepted;
    });
  }

  /** Adds a version of a definition; new sessions use it at once, and what starts it does from now on. Gives the version. */
  async define(definition: NewDefinition): Promise<number> {
    const version = await this.flows.define(definition);
    await this.#deployments.refresh(definition.id);
    return version;
  }

  /** Takes a version of a definition (or all) from new sessions. False: there was none. */
  async undefine(id: string, version?: number): Promise<boolean> {
    const removed = await this.flows.remove(id, version);
    await this.#deployments.refresh(id);
    return removed;
  }

  /** Before a redeploy: sprints that run are taken back to their last commit, and none starts. */
  pause(): void {
    this.#deploying = true;
    this.#lanes.pause();
    this.#halt("The flows are being deployed anew.");
  }

  /** After a redeploy: they run again. */
  resume(): void {
    this.#deploying = false;
    this.#lanes.resume();
  }

  /** The sprint that runs in a lane. */
  sprintIn(lane: string): Sprint | undefined {
    return this.#sprints.get(lane);
  }

  /** Resolves when what a lane has accepted so far is through, or has to wait (for the end of a redeploy, say). */
  whenLaneIdle(lane: string): Promise<void> {
    return this.#lanes.whenIdle(lane);
  }

  /** Resolves when no sprint runs and no effect is under way but so many as wait for the caller. */
  whenIdle(besides?: () => number): Promise<void> {
    return this.#activity.whenIdle(besides);
  }

  /**
   * Ends: nothing begins any more. Sprints that run are taken back to their last commit, and deliveries come to their end; with
   * `graceMs` both have so long to do so, and what is not through then, is left for the next process.
   */
  close(graceMs?: number): Promise<void> {
    return (this.#closing ??= this.#close(graceMs));
  }

  async #close(graceMs?: number): Promise<void> {
    this.#deploying = true;
    this.#lanes.pause();
    this.#lanes.close();
    this.#timers.close();
    this.#pruner.close();
    this.#outbox.close();
    if (graceMs === undefined) {
      this.#halt("Switchboard is closed.");
      await this.#activity.whenIdle();
    } else if (!(await comeToRest(this.#activity, this.clock, { graceMs, interrupt: () => this.#interrupt() }))) {
      this.log.warn("Something was still under way at the end; the next start takes it up.");
    }
    for (const deliverer of this.channels.deliverers()) await deliverer.close?.();
    await this.store.close();
  }

  #halt(reason: string): void {
    for (const sprint of this.#sprints.values()) sprint.halt(new Halted(reason));
  }

  #interrupt(): void {
    this.#halt("Switchboard is closed.");
    this.#outbox.interrupt();
  }

  /** What it takes to find the contacts that an event names. */
  get reach(): Reach {
    return {
      store: this.store,
      assets: this.assets,
      environment: this.assetSources.environment,
      contactWith: (urn) => this.contactWith(urn),
    };
  }

  get assets(): Assets {
    return this.assetSources.current;
  }

  protected deliveriesNoted(channel: string): Promise<void> {
    return this.#outbox.settled(channel);
  }

  async #hangupReason(call: string): Promise<HangupReason | undefined> {
    const found = await this.store.sessionOfCall(call);
    return found && migrate(found.session).call?.legs[call]?.hangupReason;
  }

  #committed(commit: Commit): void {
    for (const { timers, effects } of commit.sessions) {
      for (const { due } of timers) this.#timers.expect(due);
      if (effects.length > 0) this.#outbox.wake();
    }
    for (const { lane } of commit.forward ?? []) this.#lanes.wake(lane);
    this.events.emit("commit", commit);
  }
}
