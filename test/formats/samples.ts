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

interface WorkflowScenario {
  readonly definition?: object;
  readonly extra_definitions?: readonly { readonly definition: object }[];
  readonly rest?: readonly RestCall[];
}

interface RestCall {
  readonly note?: string;
  readonly method?: string;
  readonly path?: string;
  readonly body?: object;
  readonly expect?: { readonly status: number };
}

function workflowScenarios(): readonly (WorkflowScenario & { readonly file: string })[] {
  return sharedFiles("scenarios/workflow").map((file) => ({
    ...(JSON.parse(sharedFile(file) ?? "{}") as WorkflowScenario),
    file,
  }));
}

/** Every definition that the workflow scenarios run. */
export function definitions(): readonly Sample[] {
  return workflowScenarios().flatMap(({ file, definition, extra_definitions = [] }) => {
    const documents = [...(definition ? [definition] : []), ...extra_definitions.map((each) => each.definition)];
    return documents.map((document, index) => ({ name: `${file} definition ${index}`, document }));
  });
}

/** Every definition that the scenarios of the REST API post, with the status of the answer. */
export function postedDefinitions(): readonly (Sample & { readonly status: number })[] {
  return workflowScenarios().flatMap(({ file, rest = [] }) =>
    rest
      .filter(({ method, path = "", body }) => method === "POST" && path.endsWith("/definitions") && body)
      .filter(({ expect }) => expect?.status === 201 || expect?.status === 400)
      .map(({ note = "", body, expect }, index) => ({
        name: `${file} ${index} ${note}`,
        document: body,
        status: expect?.status ?? 0,
      })),
  );
}

interface Levels {
  readonly account?: unknown;
  readonly user?: unknown;
  readonly device?: unknown;
}

/** Every metaflows document that the metaflow scenarios store. */
export function metaflowsDocuments(): readonly Sample[] {
  return sharedFiles("scenarios/metaflow").flatMap((file) => {
    const scenario = JSON.parse(sharedFile(file) ?? "{}") as Record<
      "config" | "peer" | "peer_c",
      Levels | null | undefined
    >;
    const configs = [scenario.config, scenario.peer, scenario.peer_c];
    const documents = configs.flatMap((levels) => [levels?.account, levels?.user, levels?.device]);
    return documents
      .filter((document) => document != null)
      .map((document, index) => ({ name: `${file} document ${index}`, document }));
  });
}
