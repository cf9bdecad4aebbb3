export { checkCondition, checkScripts, type ScriptProblem } from "./check.js";
export type { HelperDescription, HelperParameter } from "./helpers/helper.js";
export { helperFunctions } from "./helpers/index.js";
export {
  type Evaluation,
  JavaScriptExpressions,
  type JavaScriptOptions,
  type OpenScope,
  type Scope,
} from "./javascript-expressions.js";
export { DEFAULT_LIMITS, type SandboxLimits } from "./limits.js";
export { hasScript } from "./scanner.js";
export { type WindowsZone, windowsZones } from "./windows-zones.js";
