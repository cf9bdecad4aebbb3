import type { Services } from "../engine/services.js";
import type { Json } from "../json.js";
import type { Program } from "../program.js";

/** Reads lists of steps, as a definition has them, as a flow that can be called. */
export type ReadInnerFlow = (lists: readonly (readonly Json[])[], flow: Pick<Program, "id" | "name">) => Program;

declare module "../engine/services.js" {
  interface Services {
    /** Reads the steps that an `If` has in its options. A service, as reading checks every step, and `If` is one. */
    readonly innerFlow?: ReadInnerFlow;
  }
}

/** The steps inside a step; the reader is missing only where somebody forgot to pass it in. */
export function innerFlow(services: Services, ...given: Parameters<ReadInnerFlow>): Program {
  if (!services.innerFlow) throw new Error("The switchboard was opened without the service `innerFlow`.");
  return services.innerFlow(...given);
}
