import type { QuickJSContext, QuickJSHandle } from "quickjs-emscripten";
import type { Json } from "../../json.js";
import { HelperArgumentError, type HelperServices } from "./helpers/helper.js";
import { helpers } from "./helpers/index.js";
import { isTooDeep } from "./nesting.js";

/** What scripts get from the outside. */
export interface HostServices extends HelperServices {
  /** Milliseconds since 1970 UTC, for Date.now(). */
  now(): number;
  /** In [0, 1), for Math.random(). */
  random(): number;
}

const HELPERS = new Map(helpers.map((helper) => [helper.name, helper]));

/** The object through which the prelude, and it alone, reaches the host. Only texts, numbers and booleans go across. */
export function makeHost(context: QuickJSContext, services: HostServices): QuickJSHandle {
  const host = context.newObject();
  const define = (name: string, implementation: (...args: QuickJSHandle[]) => QuickJSHandle): void => {
    context.newFunction(name, implementation).consume((handle) => context.setProp(host, name, handle));
  };
  define("now", () => context.newNumber(services.now()));
  define("random", () => context.newNumber(services.random()));
  define("isTooDeep", (text) => (isTooDeep(context.getString(text)) ? context.true : context.false));
  define("help", (name, args) => {
    const answer = help(context.getString(name), JSON.parse(context.getString(args)) as Json[], services);
    return context.newString(JSON.stringify(answer));
  });
  return host;
}

type HelperAnswer = { readonly ok: true; readonly value: Json } | { readonly ok: false; readonly error: string };

function help(name: string, args: readonly Json[], services: HelperServices): HelperAnswer {
  const helper = HELPERS.get(name);
  if (!helper) return { ok: false, error: `there is no function ${name}` };
  try {
    return { ok: true, value: helper.call(args, services) };
  } catch (error) {
    if (error instanceof HelperArgumentError) return { ok: false, error: error.message };
    throw error;
  }
}
