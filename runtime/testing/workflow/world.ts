import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { families } from "../../families.js";
import type { Services } from "../../engine/services.js";
import { read8x8 } from "../../formats/8x8/index.js";
import { systemIds } from "../../ids.js";
import { isJsonObject, type JsonObject } from "../../json.js";
import { HttpRequests } from "../../outgoing/http-requests.js";
import type { Program } from "../../program.js";
import { openServices } from "../../services/open.js";
import { MemoryStore } from "../../store/memory.js";
import { openStore } from "../../store/open.js";
import type { Store } from "../../store/store.js";
import type { Switchboard } from "../../switchboard/switchboard.js";
import { Mismatch } from "../expect.js";
import type { TestBench, TestHost } from "../host.js";
import { VirtualClock } from "../virtual-clock.js";
import { ApiClient } from "./api-client.js";
import { HttpStandIn } from "./http-stand-in.js";
import { ProcessClock } from "./process-clock.js";
import { ProviderStandIn } from "./provider-stand-in.js";
import { WorkflowRecord, type RecordedInstance } from "./record.js";
import type { Resolve } from "./references.js";
import type { ScenarioInput, TriggerInput, WorkflowScenario } from "./scenario.js";

/** 2021-07-12, a Monday. */
const DEFAULT_START = "2021-07-12T00:00:00.000Z";
const DEFAULT_ACCOUNT = "acc_test";

/** One sandbox for all scenarios, on the clock of the one that runs; making one takes longer than most scenarios. */
let time = 0;
let services: Promise<Services> | undefined;

/** What a scenario happens in: a clock, the servers outside, and a process that may be killed and started again. */
export class World {
  readonly clock: VirtualClock;
  readonly start: number;
  readonly account: string;
  readonly http: HttpStandIn;
  readonly providers: ProviderStandIn;
  readonly record = new WorkflowRecord();
  /** Definitions in order of creation: key and id. */
  readonly definitions = new Map<string, string>();
  readonly captured = new Map<string, string>();
  readonly #programs: Program[] = [];
  readonly #folder: string | undefined;
  /** Definitions are posted to the API, whose versions the scenario changes; else they are flows of the host. */
  readonly usesApi: boolean;
  #process!: {
    readonly bench: TestBench;
    readonly clock: ProcessClock;
    readonly store: Store;
    readonly api: ApiClient;
  };

  private constructor(
    scenario: WorkflowScenario,
    private readonly host: TestHost,
  ) {
    this.start = Date.parse(scenario.start_at ?? DEFAULT_START);
    this.clock = new VirtualClock(this.start);
    this.account = scenario.account ?? DEFAULT_ACCOUNT;
    this.http = new HttpStandIn(scenario.http ?? [], this.start);
    this.providers = new ProviderStandIn(scenario.providers ?? {}, this.clock, this.start);
    const { rest, trigger, inputs = [] } = scenario;
    this.usesApi = rest !== undefined || [...(trigger ? [trigger] : []), ...inputs].some(isOfApi);
    const restarts = scenario.inputs?.some(({ type }) => type === "restart") ?? false;
    this.#folder = restarts ? mkdtempSync(join(tmpdir(), "switchboard-")) : undefined;
  }

  static async open(scenario: WorkflowScenario, host: TestHost): Promise<World> {
    const world = new World(scenario, host);
    await world.#run();
    return world;
  }

  get switchboard(): Switchboard {
    return this.#process.bench.switchboard;
  }

  get api(): ApiClient {
    return this.#process.api;
  }

  get instances(): RecordedInstance[] {
    return this.record.instances([...this.definitions.values()]);
  }

  /** Makes a definition ready to start. */
  async define(key: string, document: JsonObject): Promise<void> {
    if (!this.usesApi) return this.#deploy(key, document);
    const { status, body } = await this.api.send("POST", "/definitions", document);
    if (status !== 201 || !isJsonObject(body)) {
      throw new Mismatch(`Definition '${key}' was refused: ${JSON.stringify(body)}`);
    }
    this.definitions.set(key, String(body["id"]));
  }

  async #deploy(key: string, document: JsonObject): Promise<void> {
    const read = read8x8({ ...document, accountId: this.account }, { ids: systemIds });
    if ("problems" in read) {
      throw new Mismatch(`Definition '${key}' was refused: ${read.problems.map(({ message }) => message).join("; ")}`);
    }
    this.definitions.set(key, read.program.id);
    this.#programs.push(read.program);
    await this.#process.bench.deploy([read.program]);
  }

  /** What a reference in a scenario stands for. */
  readonly resolve: Resolve = (reference) => {
    const [name = "", ...rest] = reference.split(".");
    const captured = this.captured.get(reference);
    if (captured !== undefined) return captured;
    if (name === "account") return this.account;
    if (name === "def") return this.definitions.get(rest[0] ?? "main");
    if (name === "wf") return this.instances[Number(rest[0] ?? 0)]?.session.id;
    if (name === "voice") return String(this.providers.calls[Number(rest[0])]?.[rest[1] ?? ""]);
    return undefined;
  };

  /** Lets virtual time pass; what is due at `time` happens. */
  async advanceTo(to: number): Promise<void> {
    await this.clock.advanceTo(this.start + to, () => this.settle());
  }

  /** Resolves when everything has happened but what waits for the clock. */
  async settle(): Promise<void> {
    time = this.clock.now();
    await this.switchboard.whenIdle(() => this.http.pending);
  }

  /** The process is killed, and started again on its store so many milliseconds later. */
  async restart(downMs: number): Promise<void> {
    const { bench, clock, store, api } = this.#process;
    api.close();
    await bench.abandon();
    clock.kill();
    this.http.forget();
    await store.close();
    await this.clock.advanceTo(this.clock.now() + downMs, () => Promise.resolve());
    await this.#run();
  }

  async close(): Promise<void> {
    this.api.close();
    this.http.release();
    await this.#process.bench.close();
    if (this.#folder !== undefined) rmSync(this.#folder, { recursive: true, force: true });
  }

  async #run(): Promise<void> {
    const clock = new ProcessClock(this.clock);
    const store = this.#folder
      ? await openStore(`sqlite:${join(this.#folder, "store.db")}`, { clock })
      : new MemoryStore(clock);
    time = this.clock.now();
    services ??= openServices({ clock: { now: () => time, wakeAt: () => () => {} }, ids: systemIds });
    const options = { store, families, clock, services: await services };
    const bench = await this.host.reopen(options, this.#programs, (switchboard) => {
      switchboard.channels.add(this.providers.channel(this.account));
      switchboard.channels.addDeliverer(new HttpRequests(this.http.client(clock)));
      switchboard.events.on("commit", (commit) => this.record.add(commit));
    });
    const api = await ApiClient.start(bench.switchboard, this.account);
    this.#process = { bench, clock, store, api };
  }
}

/** Also a run of a version: only definitions of the API have several. */
function isOfApi(input: TriggerInput | ScenarioInput): boolean {
  const { type } = input;
  return type === "rest" || type === "command" || (type === "test_run" && input.version !== undefined);
}
