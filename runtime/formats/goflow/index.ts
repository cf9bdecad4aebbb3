export { readExport, type Export, type ExportedFlow } from "./export.js";
export { readGoflow } from "./read.js";
export { writeGoflow } from "./write.js";
export { actionTypes, routerTypes } from "./catalogue.js";
