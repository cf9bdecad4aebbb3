export { read8x8 } from "./read.js";
export { write8x8 } from "./write.js";
export { stepsProgram } from "./steps.js";
export { triggerOf, TRIGGERS, type DefinitionTrigger } from "./trigger.js";
export { stepTypes } from "./catalogue.js";
