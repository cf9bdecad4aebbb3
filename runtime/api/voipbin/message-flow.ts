import type { JsonObject } from "../../json.js";
import type { Program } from "../../program.js";

/** Id of the flow that sends the API's messages: each is a session of it, so that it is delivered as any other effect is. */
export const MESSAGE_FLOW = "voipbin-message";

/** Name of the variable that holds the text: what looks like an expression in it is none. */
export const MESSAGE_TEXT = "text";

export function messageProgram(options: JsonObject): Program {
  const node = {
    id: "send",
    step: "call-message_send",
    options: { ...options, text: `\${${MESSAGE_TEXT}}` },
    exits: {},
  };
  return { id: MESSAGE_FLOW, name: "Message", type: "any", start: [node.id], nodes: { [node.id]: node } };
}
