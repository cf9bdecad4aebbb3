export { readVoipbin } from "./read.js";
export { writeVoipbin } from "./write.js";
export { isGivenId, NIL_ID } from "../../call/nil-id.js";
export { actionTypes, FINISH_ID, START_ID } from "./catalogue.js";
