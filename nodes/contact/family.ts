import { conversationStarted, firstStep, inputReceived } from "../../runtime/conversation/session.js";
import type { Family } from "../../runtime/engine/family.js";

/** GoFlow's actions, routers and waits. Rules: goflow.md. */
export const contactFamily: Family = {
  name: "contact",
  label: "contact",
  colour: "#9ec9f0",
  icon: "fa-user",
  started: conversationStarted,
  firstStep,
  received: inputReceived,
};
