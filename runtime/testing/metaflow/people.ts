import { isObject, toJson, type OrderedObject } from "../../formats/metaflows/index.js";
import type { Json } from "../../json.js";
import { mergeMetaflows } from "../../metaflow/merge.js";
import type { Directory, DirectoryAccounts, Scope } from "../../metaflow/scopes/index.js";
import type { Switchboard } from "../../switchboard/switchboard.js";
import { levelOf, LEVELS } from "./configs.js";
import type { MetaflowScenario, Party } from "./scenario.js";

export type LegName = "a" | "b" | "c";

/** What the endpoint of each leg is called in a scenario. */
export const ENDPOINTS = { a: "caller", b: "callee", c: "callee_c" } as const;

/** The account of the caller, and of whoever shares its documents. */
const ACCOUNT = "account";

/** The parties of a scenario, as the directory knows them. */
export class People {
  constructor(private readonly scenario: MetaflowScenario) {}

  get accounts(): DirectoryAccounts {
    const legs = (Object.keys(ENDPOINTS) as LegName[]).filter((leg) => this.#party(leg)?.endpoint !== false);
    const others = (this.scenario.directory?.devices ?? []).filter(({ leg }) => leg === undefined);
    const accounts: Record<string, { users: { id: string }[]; devices: object[] }> = {};
    const add = (account: string, id: string, owner: string | undefined, numbers: readonly string[]) => {
      const entry = (accounts[account] ??= { users: [], devices: [] });
      entry.devices.push({ id, numbers, ...(owner !== undefined && { owner_id: owner }) });
      if (owner !== undefined && !entry.users.some((user) => user.id === owner)) entry.users.push({ id: owner });
    };
    for (const leg of legs) {
      const number = this.#party(leg)?.number;
      add(this.accountOf(leg), this.deviceOf(leg), this.userOf(leg), number === undefined ? [] : [number]);
    }
    for (const { id, owner_id: owner } of others) add(ACCOUNT, id, owner, []);
    return accounts as unknown as Directory["accounts"];
  }

  deviceOf(leg: LegName): string {
    return this.#listed(leg)?.id ?? ENDPOINTS[leg];
  }

  userOf(leg: LegName): string {
    return this.#listed(leg)?.owner_id ?? `user of ${ENDPOINTS[leg]}`;
  }

  /** A callee has documents of its own, unless the scenario says that it shares the caller's. */
  accountOf(leg: LegName): string {
    const shares = leg === "a" || this.#party(leg)?.endpoint === true || this.#listed(leg) !== undefined;
    return shares ? ACCOUNT : `account of ${ENDPOINTS[leg]}`;
  }

  /** The name of an endpoint in a scenario. */
  endpointName(device: string): string {
    const leg = (Object.keys(ENDPOINTS) as LegName[]).find((each) => this.deviceOf(each) === device);
    return leg ? ENDPOINTS[leg] : device;
  }

  /** What stands in braces in paths and bodies. */
  get placeholders(): Readonly<Record<string, string>> {
    return {
      account_id: ACCOUNT,
      user_id: this.userOf("a"),
      device_id: this.deviceOf("a"),
      peer_user_id: this.userOf("b"),
      peer_device_id: this.deviceOf("b"),
      unknown_uuid: "b6a1a8c0-0000-4000-8000-00000000dead",
    };
  }

  /** Stores the documents of a callee past the API, as the scenarios have them. */
  async store({ scopes, clock }: Switchboard, config: OrderedObject, leg: "b" | "c"): Promise<void> {
    const places = this.#placesOf(leg);
    for (const level of LEVELS) {
      const document = levelOf(config, leg, level);
      if (isObject(document)) await scopes.documents.put(places[level], document, clock.now());
    }
  }

  /** The merged document of a leg's endpoint, of what the scenario gives and what its HTTP steps have stored. */
  async effective({ scopes }: Switchboard, config: OrderedObject, leg: LegName): Promise<Json> {
    const places = this.#placesOf(leg);
    const levels = LEVELS.map(
      async (level) => levelOf(config, leg, level) ?? (await scopes.documents.get(places[level]))?.document(),
    );
    return toJson(mergeMetaflows(await Promise.all(levels)) ?? null);
  }

  #placesOf(leg: LegName): Record<(typeof LEVELS)[number], Scope> {
    const account = this.accountOf(leg);
    return {
      account: { account },
      device: { account, of: { type: "devices", id: this.deviceOf(leg) } },
      user: { account, of: { type: "users", id: this.userOf(leg) } },
    };
  }

  #party(leg: LegName): Party | undefined {
    return this.scenario.call?.[leg];
  }

  #listed(leg: LegName): { readonly id: string; readonly owner_id?: string } | undefined {
    return this.scenario.directory?.devices?.find((device) => device.leg === leg);
  }
}
