export { readVoipbin } from "./read.js";
export { writeVoipbin } from "./write.js";
export { actionTypes, FINISH_ID, NIL_ID, START_ID } from "./catalogue.js";
