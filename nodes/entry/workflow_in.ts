import Type from "typebox";
import { choice, text } from "../../runtime/fields.js";
import { isJsonObject } from "../../runtime/json.js";
import { defineStep, type Deployment } from "../../runtime/step.js";
import { HTTP_REQUEST_EVENT, httpRequestOf } from "../../runtime/workflow/http-trigger.js";
import { isWebhook, kindOf, webhookOf } from "../../runtime/workflow/replies.js";
import { instanceStart, startData } from "../../runtime/workflow/start.js";

/** 8x8-automation.md section 2: what starts a definition, and which sub-account's events do. */
export const workflowIn = defineStep({
  family: "entry",
  type: "workflow_in",
  label: "workflow in",
  summary: "Starts the flow by a trigger of 8x8 Automation; what came is `data`.",
  help: "A message that a session of this very flow waits for goes on there, and starts nothing.",
  icon: "fa-bolt",
  options: Type.Object({
    trigger: choice(["inbound_sms", "inbound_chat_apps", "http_request"], {
      title: "Trigger",
      description: "http_request: `POST /api/v1/accounts/<account>/triggers/http_request`.",
    }),
    status: Type.Optional(
      choice(["enabled", "disabled"], { title: "Status", description: "Default, as 8x8 has it: disabled." }),
    ),
    subAccountId: Type.Optional(
      text({ title: "Sub-account", description: "Only its events start the flow. Empty: those of any." }),
    ),
    account: Type.Optional(text({ title: "Account", description: "Whose events start the flow. Empty: any." })),
  }),
  exits: ["next"],
  entry: true,
  deploy(deployment, { trigger, status, ...filter }) {
    if (status !== "enabled") return () => {};
    return trigger === "http_request" ? onRequest(deployment, filter) : onMessage(deployment, trigger, filter);
  },
  enter: (step) => step.exit("next", step.session.data),
});

interface Filter {
  readonly account?: string;
  readonly subAccountId?: string;
}

function onMessage({ switchboard, flow, node }: Deployment, kind: string, filter: Filter): () => void {
  const account = filter.account || undefined;
  return switchboard.triggers.onMessage({
    flow,
    entry: node,
    account,
    whenWaiting: "leave_own",
    matches({ message, at, account: receiver }) {
      const body = webhookOf(message);
      const { payload } = body;
      const subAccountId = isJsonObject(payload) ? textOr(payload["subAccountId"]) : undefined;
      // A channel that is none of 8x8's has no sub-accounts to be told apart.
      if (kindOf(body) !== kind || (isWebhook(message.raw) && !passes(filter, subAccountId))) return undefined;
      return { data: startData({ body, at, account: account ?? receiver, subAccountId }) };
    },
  });
}

function onRequest({ switchboard, flow, node }: Deployment, filter: Filter): () => void {
  const { triggers, channels, clock } = switchboard;
  return triggers.onEvent({
    event: HTTP_REQUEST_EVENT,
    start(details) {
      const request = httpRequestOf(details);
      if (filter.account && filter.account !== request.account) return undefined;
      if (!passes(filter, request.subAccountId)) return undefined;
      const start = instanceStart("http_request", { ...request, at: clock.now() }, channels);
      return switchboard.startFlow(flow, { ...start, entry: node });
    },
  });
}

/** A flow of a sub-account starts by its events only (8x8-automation.md D39). */
function passes({ subAccountId: wanted }: Filter, subAccountId: string | undefined): boolean {
  return !wanted || wanted === subAccountId;
}

function textOr(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
