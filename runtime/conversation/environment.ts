import type { Assets } from "../contacts/assets.js";
import { contactCountry } from "../contacts/channels.js";
import type { Contact } from "../contacts/contact.js";
import { dateTimeFromMillis, defaultEnvironment, type Environment } from "../expressions/excellent/index.js";
import { isJsonObject, type JsonObject } from "../json.js";

/** Where an environment gets its clock (milliseconds since 1970 UTC) and its random numbers from. */
export interface Sources {
  now(): number;
  random(): number;
}

/** An environment from its document (goflow.md section 19); what it leaves out has the default. */
export function readEnvironment(document: JsonObject, sources: Sources): Environment {
  const text = (key: string): string | undefined => (typeof document[key] === "string" ? document[key] : undefined);
  const numbers = isJsonObject(document["number_format"]) ? document["number_format"] : {};
  const languages = Array.isArray(document["allowed_languages"]) ? document["allowed_languages"].map(String) : [];
  const country = text("default_country");
  const length = document["max_value_length"];
  return {
    dateFormat: text("date_format") ?? defaultEnvironment.dateFormat,
    timeFormat: text("time_format") ?? defaultEnvironment.timeFormat,
    timezone: text("timezone") ?? defaultEnvironment.timezone,
    allowedLanguages: languages,
    numberFormat: {
      decimalSymbol: String(numbers["decimal_symbol"] ?? defaultEnvironment.numberFormat.decimalSymbol),
      digitGroupingSymbol: String(
        numbers["digit_grouping_symbol"] ?? defaultEnvironment.numberFormat.digitGroupingSymbol,
      ),
    },
    ...(country && { defaultCountry: country }),
    redactionPolicy: text("redaction_policy") === "urns" ? "urns" : "none",
    maxValueLength: typeof length === "number" ? length : defaultEnvironment.maxValueLength,
    now: () => dateTimeFromMillis(sources.now(), "UTC"),
    random: () => sources.random(),
  };
}

/** An environment as a document with everything written out, as GoFlow does. */
export function writeEnvironment(environment: Environment): JsonObject {
  const { numberFormat } = environment;
  return {
    date_format: environment.dateFormat,
    time_format: environment.timeFormat,
    timezone: environment.timezone,
    ...(environment.allowedLanguages.length > 0 && { allowed_languages: [...environment.allowedLanguages] }),
    number_format: {
      decimal_symbol: numberFormat.decimalSymbol,
      digit_grouping_symbol: numberFormat.digitGroupingSymbol,
    },
    ...(environment.defaultCountry !== undefined && { default_country: environment.defaultCountry }),
    redaction_policy: environment.redactionPolicy,
    max_value_length: environment.maxValueLength,
  };
}

/** What holds for a run: the session's environment, overlaid by what is known of the contact (goflow.md section 19). */
export function runEnvironment(session: Environment, contact: Contact | undefined, assets: Assets): Environment {
  const language = contact?.language;
  const allowed = language !== undefined && session.allowedLanguages.includes(language);
  const country = contact && contactCountry(assets.channels, contact);
  const { locations } = assets;
  return {
    ...session,
    ...(contact?.timezone && { timezone: contact.timezone }),
    ...(allowed && { defaultLanguage: language }),
    ...(country && { defaultCountry: country }),
    ...(locations && { locations }),
  };
}
