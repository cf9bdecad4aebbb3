import { dateTimeFromMillis, defaultEnvironment, type Environment } from "../../runtime/expressions/excellent/index.js";

/** The clock of these tests: 2018-10-18T14:20:30.000Z, that of the reference engine's own. */
const NOW = Date.UTC(2018, 9, 18, 14, 20, 30);

export function environment(changes: Partial<Environment> = {}): Environment {
  return { ...defaultEnvironment, now: () => dateTimeFromMillis(NOW, "UTC"), random: () => 0, ...changes };
}

/** An environment as GoFlow's documents write it. */
export interface EnvironmentDocument {
  date_format?: string;
  time_format?: string;
  timezone?: string;
  allowed_languages?: string[];
  default_country?: string;
  redaction_policy?: "none" | "urns";
  max_value_length?: number;
}

export function readEnvironment(document: EnvironmentDocument): Environment {
  return environment({
    ...(document.date_format && { dateFormat: document.date_format }),
    ...(document.time_format && { timeFormat: document.time_format }),
    ...(document.timezone && { timezone: document.timezone }),
    ...(document.allowed_languages && { allowedLanguages: document.allowed_languages }),
    ...(document.default_country && { defaultCountry: document.default_country }),
    ...(document.redaction_policy && { redactionPolicy: document.redaction_policy }),
    ...(document.max_value_length && { maxValueLength: document.max_value_length }),
  });
}
