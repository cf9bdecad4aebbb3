import type { QuickJSContext, QuickJSHandle } from "quickjs-emscripten";
import type { Json } from "../../json.js";
import { HelperArgumentError, namesOf, type Helper, type HelperServices } from "./helpers/helper.js";
import { helpers } from "./helpers/index.js";
import { isTooDeep } from "./nesting.js";

/** What scripts get from the outside. */
export interface HostServices extends HelperServices {
  /** Milliseconds since 1970 UTC, for Date.now(). */
  now(): number;
  /** In [0, 1), for Math.random(). */
  random(): number;
}

/** The object through which the prelude, and it alone, reaches the host. Only texts, numbers and booleans go across. */
export function makeHost(context: QuickJSContext, services: HostServices): QuickJSHandle {
  const host = context.newObject();
  const define = (name: string, implementation: (...args: QuickJSHandle[]) => QuickJSHandle): void => {
    context.newFunction(name, implementation).consume((handle) => context.setProp(host, name, handle));
  };
  define("now", () => context.newNumber(services.now()));
  define("random", () => context.newNumber(services.random()));
  define("isTooDeep", (text) => (isTooDeep(context.getString(text)) ? context.true : context.false));
  for (const helper of helpers) {
    for (const name of namesOf(helper)) {
      define(`help:${name}`, (args) => {
        const answer = help(helper, JSON.parse(context.getString(args)) as Json[], services);
        if (answer === true || answer === false) return answer ? context.true : context.false;
        return context.newString(JSON.stringify(answer));
      });
    }
  }
  return host;
}

/** What most helpers answer is true or false, and goes across as it is. */
type HelperAnswer = boolean | { readonly value: Json } | { readonly error: string };

function help(helper: Helper, args: readonly Json[], services: HelperServices): HelperAnswer {
  try {
    const value = helper.call(args, services);
    return typeof value === "boolean" ? value : { value };
  } catch (error) {
    if (error instanceof HelperArgumentError) return { error: error.message };
    throw error;
  }
}
