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

interface GoflowAssets {
  readonly flows?: readonly { readonly uuid?: string; readonly spec_version?: string }[];
}

/** Every flow of spec 13 in the assets of the GoFlow corpora; older ones are not read. */
export function goflowFlows(): readonly Sample[] {
  const files = ["goflow", "goflow-new"].flatMap((corpus) => sharedFiles(`corpus/${corpus}/test/testdata/runner`));
  return [...files, "corpus/goflow/flows/actions/testdata/_assets.json"].flatMap((file) => {
    const { flows = [] } = JSON.parse(sharedFile(file) ?? "{}") as GoflowAssets;
    return flows
      .filter((flow) => flow.spec_version?.startsWith("13") ?? false)
      .map((document) => ({ name: `${file} ${document.uuid ?? ""}`, document }));
  });
}
