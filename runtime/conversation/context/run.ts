import type { Assets } from "../../contacts/assets.js";
import { type Contact, contactDisplay } from "../../contacts/contact.js";
import {
  array,
  dateTimeFromMillis,
  lazyObject,
  object,
  readIsoDateTime,
  toXValue,
  type Environment,
  type XObject,
  type XValue,
} from "../../expressions/excellent/index.js";
import type { FlowRef } from "../../program.js";
import type { Result, Run } from "../../session/session.js";
import { answerValue } from "./json-source.js";
import { contactObject, fieldsObject, urnsObject } from "./contact.js";

/** What a run is about, as others see it: a run of this session, or the summary of one that started it. */
export interface RelatedRun {
  readonly uuid: string;
  readonly flow: FlowRef;
  readonly contact: Contact | undefined;
  readonly status: string;
  readonly results: Readonly<Record<string, Result>>;
}

function flowObject(flow: FlowRef): XObject {
  const name = flow.name ?? flow.id;
  return object({ uuid: flow.id, name, revision: toXValue(flow.revision ?? 0) }, name);
}

/** `@results` of a run. */
export function resultsObject(results: Readonly<Record<string, Result>>): XObject {
  return lazyObject(
    Object.fromEntries(Object.entries(results).map(([key, result]) => [key, () => resultObject(result)])),
    () =>
      Object.values(results)
        .map(({ name, value }) => `${name}: ${value}`)
        .sort()
        .join("\n"),
  );
}

function resultObject(result: Result): XObject {
  const {
    name,
    value,
    category = "",
    category_localized: localized,
    input = "",
    extra,
    node_uuid,
    created_on,
  } = result;
  const shown = localized || category;
  return lazyObject(
    {
      name: () => name,
      value: () => value,
      values: () => array([value]),
      category: () => category,
      categories: () => array([category]),
      category_localized: () => shown,
      categories_localized: () => array([shown]),
      input: () => input,
      extra: () => (extra === undefined ? null : answerValue(extra)),
      node_uuid: () => node_uuid,
      created_on: () => readIsoDateTime(created_on) ?? null,
    },
    () => value,
  );
}

/** `@run`. */
export function runObject(run: Run, contact: Contact | undefined, assets: Assets, environment: Environment): XObject {
  const time = (at: number | undefined): XValue => (at === undefined ? null : dateTimeFromMillis(at, "UTC"));
  return lazyObject(
    {
      uuid: () => run.id,
      contact: () => (contact ? contactObject(contact, assets, environment) : null),
      flow: () => flowObject(run.flow),
      status: () => run.status,
      results: () => resultsObject(run.results),
      path: () =>
        array(
          run.path.map(({ id, node, at, exit }) =>
            object({ uuid: id, node_uuid: node, arrived_on: time(at), exit_uuid: exit ?? "" }),
          ),
        ),
      created_on: () => time(run.startedAt),
      exited_on: () => time(run.endedAt),
    },
    () => runDisplay(contact, run.flow, environment),
  );
}

/** `@child` and `@parent`. */
export function relatedRunObject(run: RelatedRun, assets: Assets, environment: Environment): XObject {
  const { contact } = run;
  const contactValue = (): XValue => (contact ? contactObject(contact, assets, environment) : null);
  return lazyObject(
    {
      uuid: () => run.uuid,
      run: () =>
        lazyObject(
          {
            uuid: () => run.uuid,
            contact: contactValue,
            flow: () => flowObject(run.flow),
            results: () => resultsObject(run.results),
            status: () => run.status,
          },
          () => runDisplay(contact, run.flow, environment),
        ),
      contact: contactValue,
      flow: () => flowObject(run.flow),
      fields: () => (contact ? fieldsObject(contact, assets) : null),
      urns: () => (contact ? urnsObject(contact, environment) : null),
      results: () => resultsObject(run.results),
      status: () => run.status,
    },
    () => runDisplay(contact, run.flow, environment),
  );
}

function runDisplay(contact: Contact | undefined, flow: FlowRef, environment: Environment): string {
  return `${contact ? contactDisplay(contact, environment.redactionPolicy) : ""}@${flow.name ?? flow.id}`;
}
