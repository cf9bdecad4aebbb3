import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import Type from "typebox";
import { DEFAULT_HOLD_LIMIT_MS } from "../hosts/wires/index.js";
import { defaultLimits, type Limits } from "../engine/limits.js";
import type { AccountToken } from "../api/index.js";
import type { CallCentreDocument } from "../call/centre/centre.js";
import { centreSettings } from "../call/centre/settings.js";
import { shape } from "../api/shape.js";
import { voipbinSettings, type VoipbinSettings } from "../api/voipbin/index.js";
import { serviceSettings, type ServiceSettings } from "../../adapters/services/settings.js";
import { outgoingSettings, type OutgoingSettings } from "../outgoing/settings.js";
import { isJsonObject, type JsonObject } from "../json.js";
import type { DirectoryAccounts } from "../metaflow/scopes/index.js";
import type { RedSettings } from "./types.js";

/** The settings file says something under `switchboard` that cannot be. */
export class BadSettings extends Error {
  override readonly name = "BadSettings";
}

/** What the settings file says under `switchboard`, with the defaults for what it doesn't say. */
export interface Settings {
  /** `memory`, `sqlite:FILE` or `postgres://...`. */
  readonly store: string;
  readonly userDir: string;
  readonly token?: string;
  /** Tokens that open one account of the documented APIs each. */
  readonly accounts: readonly AccountToken[];
  /** The users and devices of accounts, for their metaflows; empty: whoever calls is one of ours. */
  readonly directory: DirectoryAccounts;
  readonly limits: Limits;
  /** Milliseconds that a node may hold a message before its sprint goes on without it. */
  readonly holdLimit: number;
  readonly outgoing: OutgoingSettings;
  /** A GoFlow asset document: what flows of the contact family refer to. */
  readonly assets?: JsonObject;
  /** A GoFlow environment document, for sessions that bring none. */
  readonly environment?: JsonObject;
  /** Who acts for flows of the contact family. */
  readonly services: ServiceSettings;
  readonly voipbin: VoipbinSettings;
  /** Agents, queues and conferences. */
  readonly callCentre: CallCentreDocument;
  /** As the adapters read it. */
  readonly channels: Readonly<Record<string, unknown>>;
}

const count = Type.Optional(Type.Integer({ minimum: 1 }));
const families = { contact: count, call: count, workflow: count, metaflow: count, entry: count };

const numbers = Type.Optional(Type.Array(Type.String({ minLength: 1 })));
const id = Type.String({ minLength: 1 });
const directoryAccount = Type.Object(
  {
    users: Type.Optional(Type.Array(Type.Object({ id, numbers }, { additionalProperties: false }))),
    devices: Type.Optional(
      Type.Array(Type.Object({ id, owner_id: Type.Optional(id), numbers }, { additionalProperties: false })),
    ),
  },
  { additionalProperties: false },
);

const read = shape(
  Type.Object(
    {
      store: Type.Optional(Type.String({ minLength: 1 })),
      token: Type.Optional(Type.String()),
      accounts: Type.Optional(Type.Record(Type.String(), Type.Object({ token: Type.String({ minLength: 1 }) }))),
      directory: Type.Optional(Type.Record(Type.String(), directoryAccount)),
      holdLimit: Type.Optional(Type.Integer({ minimum: 1 })),
      channels: Type.Optional(Type.Object({})),
      outgoing: Type.Optional(outgoingSettings),
      services: Type.Optional(serviceSettings),
      voipbin: Type.Optional(voipbinSettings),
      assets: Type.Optional(Type.String({ minLength: 1 })),
      environment: Type.Optional(Type.Object({})),
      callCentre: Type.Optional(centreSettings),
      limits: Type.Optional(
        Type.Object(
          {
            maxStepsPerSprint: Type.Optional(Type.Object(families, { additionalProperties: false })),
            maxStepsPerSession: count,
            maxCallDepth: count,
            maxRunsPerSession: count,
            maxKeptRuns: count,
            maxKeptPathSteps: count,
            maxHeldInputs: count,
            maxTemplateCharacters: count,
            maxVariableCharacters: count,
            maxInputBytes: count,
            maxKeptBytes: Type.Optional(Type.Integer({ minimum: 0 })),
            staleNext: Type.Optional(Type.Union([Type.Literal("refuse"), Type.Literal("stop")])),
            maxCallDurationMs: count,
            maxSessionAgeMs: count,
            keepEndedMs: count,
          },
          { additionalProperties: false },
        ),
      ),
    },
    { additionalProperties: false },
  ),
);

/** Reads the settings. The environment's `SWITCHBOARD_STORE` goes before the file's store. Throws `BadSettings`. */
export function readSettings(settings: RedSettings, environment: NodeJS.ProcessEnv = process.env): Settings {
  const shaped = read(settings.switchboard ?? {});
  if (!shaped.ok) {
    const problems = shaped.problems.map(({ field, message }) => `switchboard/${field} ${message}`).join("; ");
    throw new BadSettings(`The settings file cannot be used: ${problems}.`);
  }
  const {
    store,
    token,
    accounts = {},
    directory = {},
    holdLimit,
    channels,
    outgoing,
    services,
    voipbin,
    callCentre,
    assets,
    environment: forSessions,
    limits,
  } = shaped.value;
  refuseSharedIds((callCentre ?? {}) as CallCentreDocument);
  const userDir = settings.userDir ?? ".";
  return {
    store: environment["SWITCHBOARD_STORE"] || store || `sqlite:${userDir}/switchboard.sqlite`,
    userDir,
    ...(token && { token }),
    directory: directory as DirectoryAccounts,
    accounts: Object.entries(accounts).map(([account, { token }]) => ({ account, token })),
    // What a setting leaves out is as by default; with exact optional types nothing is set to undefined.
    limits: {
      ...defaultLimits,
      ...(limits as Partial<Limits>),
      maxStepsPerSprint: {
        ...defaultLimits.maxStepsPerSprint,
        ...limits?.maxStepsPerSprint,
      } as Limits["maxStepsPerSprint"],
    },
    holdLimit: holdLimit ?? DEFAULT_HOLD_LIMIT_MS,
    outgoing: outgoing ?? {},
    services: services ?? {},
    voipbin: voipbin ?? {},
    ...(assets !== undefined && { assets: readAssets(resolve(userDir, assets)) }),
    ...(forSessions && { environment: forSessions as JsonObject }),
    callCentre: (callCentre ?? {}) as CallCentreDocument,
    channels: (channels ?? {}) as Readonly<Record<string, unknown>>,
  };
}

/** Of two agents with one id, calls would find the first alone. Throws `BadSettings`. */
function refuseSharedIds({ agents = [], queues = [], conferences = [] }: CallCentreDocument): void {
  for (const [list, entries] of Object.entries({ agents, queues, conferences })) {
    const ids = entries.map(({ id }) => id);
    const again = ids.findIndex((id, index) => ids.indexOf(id) < index);
    if (again < 0) continue;
    const field = `switchboard/callCentre/${list}/${again}/id`;
    throw new BadSettings(`The settings file cannot be used: ${field} '${ids[again]}' is the id of another one too.`);
  }
}

/** The asset document of a file, whose name is taken from the user directory. Throws `BadSettings`. */
function readAssets(file: string): JsonObject {
  try {
    const document: unknown = JSON.parse(readFileSync(file, "utf8"));
    if (isJsonObject(document)) return document;
  } catch (error) {
    throw new BadSettings(
      `switchboard/assets cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  throw new BadSettings(`switchboard/assets: '${file}' holds no asset document.`);
}
