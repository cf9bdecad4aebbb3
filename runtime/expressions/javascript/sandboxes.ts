import type { QuickJSWASMModule } from "quickjs-emscripten";
import type { HostServices } from "./host.js";
import { loadInstance } from "./instance.js";
import type { SandboxLimits } from "./limits.js";
import { type Outcome, Sandbox, type ScopeText } from "./sandbox.js";
import type { Script } from "./script.js";

/** Instances can only be made asynchronously, but scripts run synchronously: some wait to take a broken one's place. */
const SPARE_INSTANCES = 2;

/** Runs scripts in a sandbox that is replaced once a script has gone beyond its limits. */
export class Sandboxes {
  #module: QuickJSWASMModule | undefined;
  #sandbox: Sandbox | undefined;
  #spares: QuickJSWASMModule[] = [];
  #filling: Promise<void> | undefined;
  #disposed = false;

  private constructor(
    private readonly limits: SandboxLimits,
    private readonly services: HostServices,
  ) {}

  static async create(limits: SandboxLimits, services: HostServices): Promise<Sandboxes> {
    const sandboxes = new Sandboxes(limits, services);
    await sandboxes.#fillSpares();
    sandboxes.#current();
    await sandboxes.#fillSpares();
    return sandboxes;
  }

  /** undefined: the sandboxes broke faster than new ones are made. */
  run(script: Script, scope: ScopeText): Outcome | undefined {
    const sandbox = this.#current();
    if (!sandbox) return undefined;
    const outcome = sandbox.run(script, scope);
    if (outcome.kind === "broken") this.#replace();
    if (outcome.kind !== "limit" || outcome.limit === "stack") return outcome;
    this.#renew();
    // Garbage of earlier scripts counts until it is collected; no script shall fail for what others left.
    return outcome.limit === "memory" && !sandbox.isFresh ? this.run(script, scope) : outcome;
  }

  dispose(): void {
    this.#disposed = true;
    this.#renew();
    this.#module = undefined;
    this.#spares = [];
  }

  #current(): Sandbox | undefined {
    if (this.#sandbox) return this.#sandbox;
    this.#module ??= this.#takeSpare();
    this.#sandbox = this.#module && new Sandbox(this.#module, this.limits, this.services);
    return this.#sandbox;
  }

  #takeSpare(): QuickJSWASMModule | undefined {
    const spare = this.#spares.pop();
    // Where that fails, the next script tries again, and until then evaluations say that there is none.
    this.#fillSpares().catch(() => undefined);
    return spare;
  }

  /** The next script gets a new context in the same instance. */
  #renew(): void {
    try {
      this.#sandbox?.dispose();
      this.#sandbox = undefined;
    } catch {
      // QuickJS stops the instance when it finds objects that an exhausted script lost.
      this.#replace();
    }
  }

  /** The next script gets a new instance; the old one is left to the garbage collector, nothing in it can be used. */
  #replace(): void {
    this.#sandbox = undefined;
    this.#module = undefined;
  }

  #fillSpares(): Promise<void> {
    this.#filling ??= this.#loadSpares().finally(() => (this.#filling = undefined));
    return this.#filling;
  }

  async #loadSpares(): Promise<void> {
    while (!this.#disposed && this.#spares.length < SPARE_INSTANCES) {
      this.#spares.push(await loadInstance(this.limits.memoryBytes));
    }
  }
}
