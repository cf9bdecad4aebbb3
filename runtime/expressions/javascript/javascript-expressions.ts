import { type Json } from "../../json.js";
import { mapStrings } from "../map-strings.js";
import { readCondition } from "./condition.js";
import type { HostServices } from "./host.js";
import { DEFAULT_LIMITS, type SandboxLimits } from "./limits.js";
import { isTooDeep } from "./nesting.js";
import { Sandboxes } from "./sandboxes.js";
import type { ScopeText } from "./sandbox.js";
import { includes, joined, partOf, type Reads } from "./reads.js";
import type { Script, ScriptReading } from "./script.js";
import { readTemplate, type Template } from "./template.js";
import { type ScriptValue, toJson, toText, toTruth } from "./values.js";

export interface JavaScriptOptions extends HostServices {
  readonly limits?: Partial<SandboxLimits>;
}

/** What scripts can read: the data of the workflow and the values of the current step. */
export interface Scope {
  readonly data: Json;
  readonly step: Json;
}

/** A value, or the message of the error that the step fails with. */
export type Evaluation<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: string };

/** A scope that several evaluations share. Scripts see it as it was when it was opened, whatever they did to it. */
export interface OpenScope {
  /** Evaluates the scripts in every string of a JSON value, at any depth. A value without scripts is returned itself. */
  evaluate(value: Json): Evaluation<Json>;
  /** Evaluates a condition of selectNextStep (8x8-automation.md D2). */
  condition(condition: Json): Evaluation<boolean>;
}

/** So many scripts broke their sandboxes at once that there is none just now; new ones are being made. */
export class NoSandbox extends Error {
  override readonly name = "NoSandbox";

  constructor() {
    super("No sandbox is ready: too many scripts had to be stopped just now.");
  }
}

/** JavaScript in `{{ }}`, evaluated in a sandbox (8x8-automation.md section 8). */
export class JavaScriptExpressions {
  private constructor(
    private readonly sandboxes: Sandboxes,
    private readonly limits: SandboxLimits,
  ) {}

  static async create({ limits, ...services }: JavaScriptOptions): Promise<JavaScriptExpressions> {
    const allLimits = { ...DEFAULT_LIMITS, ...limits };
    return new JavaScriptExpressions(await Sandboxes.create(allLimits, services), allLimits);
  }

  evaluate(value: Json, scope: Scope): Evaluation<Json> {
    return this.open(scope).evaluate(value);
  }

  condition(condition: Json, scope: Scope): Evaluation<boolean> {
    return this.open(scope).condition(condition);
  }

  /** Costs nothing until a script is evaluated; needs no closing, the sandbox holds the last scope only. */
  open(scope: Scope): OpenScope {
    let written: WrittenScope | undefined;
    const run = (source: string, reading: ScriptReading): ScriptValue => {
      if (!reading.ok) throw new ScriptFailure(reading.problem, source);
      const { reads } = reading.script;
      if (!written || !includes(written.reads, reads)) {
        written = this.#writeScope(scope, written ? joined(written.reads, reads) : reads);
      }
      return this.#run(source, reading.script, written);
    };
    return {
      evaluate: (value) =>
        catchFailure(() => mapStrings(value, (text) => (text.includes("{{") ? evaluateText(text, run) : text))),
      condition: (condition) =>
        catchFailure(() => {
          const read = readCondition(condition);
          switch (read.kind) {
            case "constant":
              return read.value;
            case "script":
              return toTruth(run(read.source, read.reading));
            case "invalid":
              throw new ScriptFailure(read.problem);
          }
        }),
    };
  }

  dispose(): void {
    this.sandboxes.dispose();
  }

  #run(source: string, script: Script, scope: ScopeText): ScriptValue {
    const outcome = this.sandboxes.run(script, scope);
    // No fault of this script: its input is taken again in a moment, when there is a sandbox.
    if (!outcome) throw new NoSandbox();
    switch (outcome.kind) {
      case "value":
        return outcome.value;
      case "error":
        throw new ScriptFailure(outcome.message, source);
      case "limit":
      case "broken":
        throw new ScriptFailure(this.#describeLimit(outcome.limit), source);
    }
  }

  #writeScope({ data, step }: Scope, reads: Reads): WrittenScope {
    const json = writeJson(partOf({ data, step }, reads));
    if (json === undefined || isTooDeep(json)) throw new ScriptFailure("the data is nested too deeply");
    // As objects the data takes several times its size as text.
    const maxBytes = this.limits.memoryBytes / 4;
    if (Buffer.byteLength(json) > maxBytes) throw new ScriptFailure(`the data is larger than ${maxBytes} bytes`);
    return { json, reads };
  }

  #describeLimit(limit: "time" | "memory" | "stack"): string {
    switch (limit) {
      case "time":
        return `the script took longer than ${this.limits.timeMs} ms`;
      case "memory":
        return `the script needed more than ${Math.round(this.limits.memoryBytes / 1024 / 1024)} MB of memory`;
      case "stack":
        return "the script nests functions or values too deeply";
    }
  }
}

/** A scope as its scripts get it: as much of it as they read. */
interface WrittenScope extends ScopeText {
  readonly reads: Reads;
}

type RunScript = (source: string, reading: ScriptReading) => ScriptValue;

function evaluateText(text: string, run: RunScript): Json {
  const template: Template = readTemplate(text);
  const [only] = template;
  if (template.length === 1 && only?.kind === "script") return toJson(run(only.source, only.reading));
  return template.map((part) => (part.kind === "text" ? part.text : toText(run(part.source, part.reading)))).join("");
}

/** undefined: nested so deeply that JSON.stringify gives up. */
function writeJson(value: Json): string | undefined {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Leaves the evaluation of a value, from however deep; never gets out of this file. */
class ScriptFailure extends Error {
  constructor(problem: string, source?: string) {
    const where = source === undefined ? "" : `, in {{${source.length > 100 ? `${source.slice(0, 100)}...` : source}}}`;
    super(`Failed to evaluate the expression. Error: ${problem}${where}`);
  }
}

function catchFailure<Value>(evaluate: () => Value): Evaluation<Value> {
  try {
    return { ok: true, value: evaluate() };
  } catch (error) {
    if (error instanceof ScriptFailure) return { ok: false, error: error.message };
    throw error;
  }
}
