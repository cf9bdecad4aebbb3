import type { Services } from "../engine/services.js";
import type { JavaScriptExpressions } from "../expressions/javascript/index.js";

declare module "../engine/services.js" {
  interface Services {
    /** The sandbox for `{{ }}`. */
    readonly javascript?: JavaScriptExpressions;
  }
}

/** The sandbox; it is missing only where somebody forgot to pass it in. */
export function javascriptOf(services: Services): JavaScriptExpressions {
  if (!services.javascript) throw new Error("The switchboard was opened without the service `javascript`.");
  return services.javascript;
}
