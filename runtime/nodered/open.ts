import { contactServices } from "../../adapters/services/index.js";
import { openChannels } from "../../adapters/settings.js";
import { systemClock } from "../clock.js";
import { families } from "../families.js";
import { systemIds } from "../ids.js";
import type { Log } from "../log.js";
import { openServices } from "../services/open.js";
import { openStore } from "../store/open.js";
import { addDeliverers } from "../switchboard/deliverers.js";
import { Switchboard } from "../switchboard/switchboard.js";
import { Instance } from "./instance.js";
import { serve } from "./serve.js";
import { readSettings } from "./settings.js";
import type { NodeRed } from "./types.js";

/**
 * Opens the store, the channels and the APIs of a Node-RED process, as its settings say. Rejects with `BadSettings` or
 * `StoreCannotOpen`.
 */
export async function openInstance(red: NodeRed): Promise<Instance> {
  const settings = readSettings(red.settings);
  const { outgoing } = settings;
  const common = await openServices({ clock: systemClock, ids: systemIds, outgoing });
  const forContacts = contactServices(settings.services, { clock: systemClock, http: common.http, outgoing });
  const switchboard = new Switchboard({
    store: await openStore(settings.store, { clock: systemClock }),
    families,
    services: { ...common, ...forContacts },
    limits: settings.limits,
    ...(settings.assets && { assets: settings.assets }),
    ...(settings.environment && { environment: settings.environment }),
    directory: settings.directory,
    log: logOf(red),
  });
  addDeliverers(switchboard, common.http);
  switchboard.callCentre.add(settings.callCentre);
  const instance = new Instance(red, switchboard, settings.holdLimit, common.http);
  await openChannels({ switchboard, http: common.http }, settings.channels);
  await serve(red, instance, settings);
  return instance;
}

function logOf({ log }: NodeRed): Log {
  return {
    info: (text) => log.info(`[switchboard] ${text}`),
    warn: (text) => log.warn(`[switchboard] ${text}`),
    error: (text) => log.error(`[switchboard] ${text}`),
  };
}
