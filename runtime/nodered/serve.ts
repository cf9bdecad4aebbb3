import { createApi, documentedApis, loadToken } from "../api/index.js";
import type { Instance } from "./instance.js";
import { serveChannelTest } from "./channel-test.js";
import { serveEditor } from "./editor-routes.js";
import { mount } from "./mount.js";
import { requestRoutes } from "./request-routes.js";
import type { Settings } from "./settings.js";
import { serveStartButton } from "./start-button.js";
import type { NodeRed } from "./types.js";

/** Serves the HTTP API below `/switchboard`, and what the editor's nodes ask for. A token that had to be made is logged once. */
export async function serve(
  red: NodeRed,
  instance: Instance,
  { token: setting, userDir, accounts, voipbin }: Settings,
): Promise<void> {
  serveStartButton(red, instance);
  serveChannelTest(red);
  serveEditor(red, instance);
  if (typeof red.httpNode !== "function") return;
  const { switchboard } = instance;
  const { token, made } = await loadToken({ setting, userDir });
  if (made) switchboard.log.info(`The token of the API is ${token}; it is kept in ${userDir}.`);
  mount(red, "/switchboard", requestRoutes(switchboard, token));
  mount(red, "/switchboard", createApi(switchboard, { token }));
  for (const { path, router } of documentedApis(switchboard, { token, accounts, voipbin })) mount(red, path, router);
}
