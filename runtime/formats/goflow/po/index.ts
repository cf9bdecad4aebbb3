export { exportPo, type PoOptions } from "./export.js";
export { importPo, InvalidPo, type ImportedPo } from "./import.js";
