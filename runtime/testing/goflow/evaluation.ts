import { conversationOf } from "../../conversation/conversation.js";
import { rootContext } from "../../conversation/context/root.js";
import type { ContactDocument } from "../../contacts/contact.js";
import { StepContext } from "../../engine/context.js";
import { Sprint } from "../../engine/sprint.js";
import { evaluateTemplate, type Environment, type XObject } from "../../expressions/excellent/index.js";
import type { JsonObject } from "../../json.js";
import type { Input } from "../../session/input.js";
import { findStep } from "../../steps.js";
import { Mismatch } from "../expect.js";
import type { Conversation } from "./bench.js";

/** What templates see in a run of a session as it stands, after its last sprint. */
export interface Place {
  readonly context: XObject;
  readonly environment: Environment;
  evaluate(template: string): { readonly text: string; readonly errors: readonly string[] };
}

/**
 * A place to evaluate templates at: the last step of the session's first run.
 *
 * @param overlay what is different in the session's environment.
 */
export async function placeIn(conversation: Conversation, input: Input, overlay: JsonObject = {}): Promise<Place> {
  const { options } = conversation.bench.switchboard.engine;
  const session = structuredClone(conversation.session);
  session.environment = { ...session.environment, ...overlay };
  const [run] = session.runs;
  const flow = run && (await options.flows.load(run.flow));
  const step = findStep("contact-node");
  if (!run || !flow || !step) throw new Mismatch("The session has no run to evaluate in.");
  const sprint = new Sprint(session, options, input);
  sprint.contact = (await conversation.contact()) as ContactDocument | undefined;
  const last = run.path.at(-1);
  const id = last?.node ?? "";
  const at = new StepContext(
    sprint,
    flow,
    run,
    { id, step, options: {}, block: id },
    "",
    last,
    false,
    undefined,
    undefined,
  );
  const context = rootContext(at);
  const { environment } = conversationOf(sprint);
  return { context, environment, evaluate: (template) => evaluateTemplate(template, context, environment) };
}
