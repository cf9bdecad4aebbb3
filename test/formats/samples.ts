import { sharedFile, sharedFiles, type Sample } from "./data.js";

interface CallScenario {
  readonly flow?: object;
  readonly aux_flows?: readonly object[];
}

/** Every flow of the call scenarios. */
export function voipbinFlows(): readonly Sample[] {
  return sharedFiles("scenarios/call").flatMap((file) => {
    const { flow, aux_flows = [] } = JSON.parse(sharedFile(file) ?? "{}") as CallScenario;
    return [...(flow ? [flow] : []), ...aux_flows].map((document, index) => ({
      name: `${file} flow ${index}`,
      document,
    }));
  });
}
