import { adapters } from "../../adapters/index.js";
import { assetDefinitions } from "../assets/definitions.js";
import type { FamilyName } from "../step.js";
import { allSteps } from "../steps.js";
import { getInstance } from "./index.js";
import { registerAsset } from "./asset-type.js";
import { registerChannel } from "./channel-type.js";
import { registerStep } from "./step-type.js";
import type { NodeRed } from "./types.js";

/** Registers the config nodes of the channels. */
export async function registerChannels(red: NodeRed): Promise<void> {
  const instance = await getInstance(red);
  for (const adapter of adapters) if (adapter.type !== "simulator") registerChannel(red, instance, adapter);
}

/** Registers the config nodes of what flows refer to. */
export async function registerAssets(red: NodeRed): Promise<void> {
  const instance = await getInstance(red);
  for (const definition of assetDefinitions) registerAsset(red, instance, definition);
}

/** Registers the nodes of a family, once the store is open: Node-RED waits for it before it starts the flows. */
export async function registerFamily(red: NodeRed, family: FamilyName): Promise<void> {
  const instance = await getInstance(red);
  for (const step of allSteps) if (step.family === family) registerStep(red, instance, step);
}
