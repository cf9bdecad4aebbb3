import {
  DefaultIntrinsics,
  type QuickJSContext,
  type QuickJSHandle,
  type QuickJSRuntime,
  type QuickJSWASMModule,
} from "quickjs-emscripten";
import { type HostServices, makeHost } from "./host.js";
import { namesOf } from "./helpers/helper.js";
import { helpers } from "./helpers/index.js";
import type { SandboxLimits } from "./limits.js";
import { MAX_DEPTH } from "./nesting.js";
import { PRELUDE } from "./prelude.js";
import type { Script } from "./script.js";
import type { ScriptValue } from "./values.js";
import { runAtMost } from "./watchdog.js";

/** What scripts see, `{data, step}`, as JSON text; the object itself stands for the scope, so that it is passed in once. */
export interface ScopeText {
  readonly json: string;
}

/** How a script ended. After `broken` the sandbox and its WebAssembly instance are of no use any more. */
export type Outcome =
  | { readonly kind: "value"; readonly value: ScriptValue }
  | { readonly kind: "error"; readonly message: string }
  | { readonly kind: "limit"; readonly limit: "time" | "memory" | "stack" }
  | { readonly kind: "broken"; readonly limit: "time" | "stack" };

/** Compiled functions take memory that scripts share with them. */
const MAX_FUNCTIONS = 300;

/** How long the watchdog waits beyond the limit: most scripts the engine stops by itself, and that breaks nothing. */
const WATCHDOG_GRACE_MS = 250;

// Without promises there are no jobs left over; without proxies and typed arrays there is less to keep out of reach.
const INTRINSICS = { ...DefaultIntrinsics, BigInt: true, Promise: false, Proxy: false, TypedArrays: false };

/**
 * One QuickJS context in which scripts run one after the other. Everything in it is frozen and each script gets data of
 * its own, so that nothing of one is seen by the next.
 */
export class Sandbox {
  readonly #runtime: QuickJSRuntime;
  readonly #context: QuickJSContext;
  readonly #run: QuickJSHandle;
  readonly #functions = new Map<string, QuickJSHandle>();
  #scope: ScopeText | undefined;
  #deadline = Infinity;
  #late = false;
  #runs = 0;

  constructor(
    module: QuickJSWASMModule,
    private readonly limits: SandboxLimits,
    services: HostServices,
  ) {
    this.#runtime = module.newRuntime({
      maxStackSizeBytes: limits.stackBytes,
      interruptHandler: () => (this.#late ||= performance.now() > this.#deadline),
    });
    this.#context = this.#runtime.newContext({ intrinsics: INTRINSICS });
    this.#run = this.#prepare(services);
  }

  /** Whether no script has run in it yet. */
  get isFresh(): boolean {
    return this.#runs <= 1;
  }

  /** Runs one script; the time limit is measured by the machine's clock, not the runtime's, which may stand still. */
  run(script: Script, scope: ScopeText): Outcome {
    this.#runs += 1;
    this.#late = false;
    this.#deadline = performance.now() + this.limits.timeMs;
    try {
      if (!script.guarded) return this.#evaluate(script, scope);
      const watchdogMs = Math.ceil(this.limits.timeMs) + WATCHDOG_GRACE_MS;
      return runAtMost(watchdogMs, () => this.#evaluate(script, scope)) ?? { kind: "broken", limit: "time" };
    } catch (error) {
      // The stack of the machine overflowed, or WebAssembly trapped: QuickJS cannot go on from there.
      if (isEngineFailure(error)) return { kind: "broken", limit: "stack" };
      throw error;
    }
  }

  dispose(): void {
    for (const handle of this.#functions.values()) handle.dispose();
    this.#run.dispose();
    this.#context.dispose();
    this.#runtime.dispose();
  }

  #prepare(services: HostServices): QuickJSHandle {
    const context = this.#context;
    const prelude = context.unwrapResult(context.evalCode(PRELUDE, "prelude.js"));
    const host = makeHost(context, services);
    const names = context.unwrapResult(context.evalCode(JSON.stringify(helpers.flatMap(namesOf))));
    const depth = context.newNumber(MAX_DEPTH);
    try {
      return context.unwrapResult(context.callFunction(prelude, context.undefined, host, names, depth));
    } finally {
      for (const handle of [prelude, host, names, depth]) handle.dispose();
    }
  }

  #evaluate(script: Script, scope: ScopeText): Outcome {
    const compiled = this.#compile(script);
    if ("kind" in compiled) return compiled;
    const called = this.#call(compiled.handle, script, scope);
    if (called.error) {
      called.error.dispose();
      return this.#exhausted();
    }
    const answer = called.value.consume((handle) => this.#context.getString(handle));
    // In a generator the end of the time is an error like others.
    return this.#late ? this.#exhausted() : readAnswer(answer);
  }

  #call(compiled: QuickJSHandle, script: Script, scope: ScopeText): ReturnType<QuickJSContext["callFunction"]> {
    const context = this.#context;
    const keepsScope = script.guarded ? context.false : context.true;
    if (this.#scope === scope) return context.callFunction(this.#run, context.undefined, compiled, keepsScope);
    this.#scope = scope;
    using json = context.newString(scope.json);
    return context.callFunction(this.#run, context.undefined, compiled, keepsScope, json);
  }

  /** The script as a function of its scope, made once. */
  #compile(script: Script): { handle: QuickJSHandle } | Outcome {
    const known = this.#functions.get(script.source);
    if (known) return { handle: known };
    if (this.#functions.size >= MAX_FUNCTIONS) {
      for (const handle of this.#functions.values()) handle.dispose();
      this.#functions.clear();
    }
    // The line end closes a comment at the end of the script.
    const compiled = this.#context.evalCode(
      `(function (data, step) { "use strict"; return (${script.source}\n); })`,
      "script.js",
    );
    if (compiled.error) {
      const { name, message } = compiled.error.consume((error) => this.#context.dump(error)) ?? {};
      return name === "SyntaxError" ? { kind: "error", message: `SyntaxError: ${message}` } : this.#exhausted();
    }
    this.#functions.set(script.source, compiled.value);
    return { handle: compiled.value };
  }

  /** What no script can catch is the end of its time or its memory. */
  #exhausted(): Outcome {
    return { kind: "limit", limit: this.#late ? "time" : "memory" };
  }
}

/** By name, since such an error may come from another realm. */
function isEngineFailure(error: unknown): boolean {
  return error instanceof Object && "name" in error && (error.name === "RangeError" || error.name === "RuntimeError");
}

/** See PRELUDE for the letters. */
function readAnswer(answer: string): Outcome {
  const text = answer.slice(1);
  switch (answer[0]) {
    case "j":
      return { kind: "value", value: { kind: "json", json: text } };
    case "n":
      return { kind: "value", value: { kind: "number", text: text as "NaN" | "Infinity" | "-Infinity" } };
    case "u":
      return { kind: "value", value: { kind: "undefined" } };
    case "l":
      if (text === "stack overflow") return { kind: "limit", limit: "stack" };
      return text === "out of memory" ? { kind: "limit", limit: "memory" } : { kind: "error", message: text };
    default:
      return { kind: "error", message: JSON.parse(text) as string };
  }
}
