import { readContact } from "../../contacts/contact.js";
import type { StepContext } from "../../engine/context.js";
import { lazyObject, object, toXValue, type XObject, type XValue } from "../../expressions/excellent/index.js";
import { isJsonObject, type Json } from "../../json.js";
import type { Result, Run } from "../../session/session.js";
import { conversationOf } from "../conversation.js";
import { contactObject, fieldsObject, ticketObject, urnsObject } from "./contact.js";
import { inputObject, inputTime } from "./input.js";
import { answerValue } from "./json-source.js";
import { legacyExtra } from "./legacy-extra.js";
import { relatedRunObject, resultsObject, runObject, type RelatedRun } from "./run.js";
import { resumeObject, triggerObject } from "./trigger.js";

/** Everything that `@...` can name at a step (goflow.md section 25). What is absent is null. */
export function rootContext(step: StepContext): XObject {
  const conversation = conversationOf(step.sprint);
  const { contact, assets, environment } = conversation;
  const { run, session } = step;
  const related = (other: RelatedRun | undefined): XValue =>
    other ? relatedRunObject(other, assets, environment) : null;
  return lazyObject({
    contact: () => (contact ? contactObject(contact, assets, environment) : null),
    fields: () => (contact ? fieldsObject(contact, assets) : null),
    urns: () => (contact ? urnsObject(contact, environment) : null),
    results: () => resultsObject(run.results),
    input: () => (session.input ? inputObject(session.input, inputTime(session), assets, environment) : null),
    run: () => runObject(run, contact, assets, environment),
    child: () => related(childOf(step)),
    parent: () => related(parentOf(step)),
    ticket: () => {
      const last = contact?.tickets.at(-1);
      return last ? ticketObject(last, assets) : null;
    },
    webhook: () => answerValue(run.webhook === undefined ? {} : run.webhook),
    node: () =>
      object({
        uuid: step.node.block ?? step.node.id,
        visit_count: toXValue(run.path.filter(({ node }) => node === (step.node.block ?? step.node.id)).length),
      }),
    globals: () =>
      object(
        Object.fromEntries(assets.globals.all.map(({ key, value }) => [key, value])),
        assets.globals.all.map(({ name, value }) => `${name}: ${value}`).join("\n"),
      ),
    trigger: () => triggerObject(session.trigger, assets),
    resume: () => resumeObject(step.sprint.input),
    legacy_extra: () => legacyExtra(step, summaryRun(step)?.results),
  });
}

/** The run that this one called last. */
function childOf(step: StepContext): RelatedRun | undefined {
  const child = step.session.runs.findLast(({ parent }) => parent?.run === step.run.id);
  return child && ofSession(step, child);
}

/** The run that called this one, or the one whose summary came with the trigger. */
function parentOf(step: StepContext): RelatedRun | undefined {
  const parent = step.run.parent && step.sprint.run(step.run.parent.run);
  return parent ? ofSession(step, parent) : summaryRun(step);
}

function ofSession(step: StepContext, run: Run): RelatedRun {
  const { contact } = conversationOf(step.sprint);
  return { uuid: run.id, flow: run.flow, contact, status: run.status, results: run.results };
}

/** The summary that a flow_action trigger brings of the run that started the session. */
function summaryRun(step: StepContext): RelatedRun | undefined {
  const summary = step.session.trigger["run_summary"];
  if (!isJsonObject(summary)) return undefined;
  const flow = isJsonObject(summary["flow"]) ? summary["flow"] : {};
  const { assets } = conversationOf(step.sprint);
  const uuid = String(flow["uuid"]);
  return {
    uuid: String(summary["uuid"]),
    flow: { id: uuid, name: String(assets.flows.get(uuid)?.["name"] ?? flow["name"]) },
    contact: isJsonObject(summary["contact"]) ? readContact(summary["contact"], assets).contact : undefined,
    status: String(summary["status"]),
    results: readResults(summary["results"]),
  };
}

// A summary is made by Switchboard or by GoFlow; both write results in this form.
function readResults(results: Json | undefined): Record<string, Result> {
  return isJsonObject(results) ? (results as unknown as Record<string, Result>) : {};
}
