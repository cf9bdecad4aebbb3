import type { Event } from "../../../runtime/session/event.js";
import type { CallLeg } from "../../../runtime/session/call.js";
import type { JsonObject } from "../../../runtime/json.js";
import type { Program } from "../../../runtime/program.js";
import { sleeping, withLegs } from "../../metaflow/calls.js";
import { Bench } from "../../support/bench.js";
import { step } from "../../support/program.js";

/** A call whose flow sleeps; b talks to its leg, unless other legs are given. */
export const connected = withLegs({ b: { number: "1002", status: "progressing" } });

/** Sleeps; each number runs the step of its type with its options, and then says its number. */
export function running(modules: Readonly<Record<string, readonly [type: string, options?: JsonObject]>>): Program {
  const numbers = Object.keys(modules);
  const exits = Object.fromEntries(numbers.map((number) => [`numbers.${number}`, `module-${number}`]));
  return sleeping([
    step("listener", "metaflow-listen", { numbers, listen_on: "both" }, exits),
    ...Object.entries(modules).flatMap(([number, [type, options = {}]]) => [
      step(`module-${number}`, `metaflow-${type}`, options, `after-${number}`),
      step(`after-${number}`, "metaflow-say", { text: number }),
    ]),
  ]);
}

/** A bench with one such call. */
export class ModuleBench {
  private constructor(
    readonly bench: Bench,
    readonly session: string,
  ) {}

  static async open(program: Program, start: object = connected, options: object = {}): Promise<ModuleBench> {
    const bench = await Bench.open(options);
    return new ModuleBench(bench, await bench.call(program, start));
  }

  /** Presses the keys of a number on a leg, and lets the collection end. */
  async press(number: string, leg = "call"): Promise<void> {
    for (const digit of `*${number}`) await this.bench.onCall({ type: "digit", leg, digit });
    await this.bench.pass(800);
  }

  /** What was sent to the channel, of these types. */
  sent(...types: string[]): Event[] {
    return this.bench.channel.effects.map(({ event }) => event).filter(({ type }) => types.includes(type));
  }

  async leg(id: string): Promise<CallLeg> {
    return (await this.legs())[id]!;
  }

  async legs(): Promise<Record<string, CallLeg>> {
    return (await this.bench.session(this.session)).call!.legs;
  }

  /** Ids of the legs that were dialled. */
  get dialled(): string[] {
    return this.sent("call_dial").map(({ leg }) => String(leg));
  }

  async network(event: "answered" | "hangup", leg: string): Promise<void> {
    await this.bench.onCall({ type: "call", event, leg });
  }

  complaints(): Promise<string[]> {
    return this.bench.complaints(this.session);
  }

  close(): Promise<void> {
    return this.bench.close();
  }
}
