import type { FlowType } from "../../program.js";
import type { Catalogue } from "../available.js";

/** The action types of goflow.md section 13. */
export const actionTypes: Catalogue = {
  family: "contact",
  noun: "action type",
  types: [
    "add_contact_groups",
    "add_contact_urn",
    "add_input_labels",
    "call_classifier",
    "call_resthook",
    "call_webhook",
    "enter_flow",
    "open_ticket",
    "play_audio",
    "remove_contact_groups",
    "say_msg",
    "send_broadcast",
    "send_email",
    "send_msg",
    "set_contact_channel",
    "set_contact_field",
    "set_contact_language",
    "set_contact_name",
    "set_contact_status",
    "set_contact_timezone",
    "set_run_result",
    "start_session",
    "transfer_airtime",
  ],
};

/** The routers of goflow.md section 10. */
export const routerTypes: Catalogue = { family: "contact", noun: "router type", types: ["switch", "random"] };

/** The step that stands for a node with neither actions nor router. */
export const PLAIN_NODE = "contact-node";

export const flowTypes: readonly FlowType[] = ["messaging", "messaging_background", "messaging_offline", "voice"];

/** Which flows may wait, and for what (goflow.md section 7). */
export const waitTypes: Readonly<Record<string, readonly FlowType[]>> = {
  msg: ["messaging", "messaging_offline", "voice"],
  dial: ["voice"],
};
