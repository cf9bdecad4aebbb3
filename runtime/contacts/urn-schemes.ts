import { readPhoneNumber } from "./phones.js";

/** What a scheme demands of its paths. `what` names the path in the error text. */
interface PathRule {
  readonly pattern: RegExp;
  readonly what: string;
}

const DIGITS = /^[0-9]+$/;
const HANDLE: PathRule = { pattern: /^[A-Za-z0-9_]{1,15}$/, what: "twitter handle" };
const UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

/** Every known scheme with the rule for its paths; undefined: anything but nothing (goflow.md section 16). */
const PATH_RULES = {
  discord: { pattern: DIGITS, what: "discord id" },
  ext: undefined,
  facebook: { pattern: /^([0-9]+|ref:.+)$/, what: "facebook id" },
  fcm: undefined,
  freshchat: { pattern: new RegExp(`^${UUID}/${UUID}$`), what: "freshchat id" },
  jiochat: { pattern: DIGITS, what: "jiochat id" },
  line: { pattern: /^[A-Za-z0-9_]{1,36}$/, what: "line id" },
  mailto: { pattern: /^[^\s@]+@[^\s@]+$/, what: "email" },
  rocketchat: undefined,
  tel: { pattern: /^\+?[A-Za-z0-9]{1,64}$/, what: "tel number" },
  telegram: { pattern: DIGITS, what: "telegram id" },
  twitter: HANDLE,
  twitterid: { pattern: DIGITS, what: "twitter id" },
  viber: { pattern: /^[A-Za-z0-9_=/+]{1,24}$/, what: "viber id" },
  vk: undefined,
  wechat: undefined,
  whatsapp: { pattern: DIGITS, what: "whatsapp id" },
} satisfies Readonly<Record<string, PathRule | undefined>>;

export type Scheme = keyof typeof PATH_RULES;

/** The known schemes, in alphabetical order. */
export const SCHEMES = Object.keys(PATH_RULES) as readonly Scheme[];

export function isScheme(text: string): text is Scheme {
  return Object.hasOwn(PATH_RULES, text);
}

/** Says what is wrong with the path (or, of a `twitterid`, with the handle that is its display). */
export function checkPath(scheme: Scheme, path: string, display: string): string | undefined {
  const problem = checkRule(PATH_RULES[scheme], path);
  if (problem === undefined && scheme === "twitterid" && display !== "") return checkRule(HANDLE, display);
  return problem;
}

function checkRule(rule: PathRule | undefined, text: string): string | undefined {
  return rule === undefined || rule.pattern.test(text) ? undefined : `invalid ${rule.what}: ${text}`;
}

/** The parts of a URN that normalizing may change, given trimmed. */
export function normalizePath(
  scheme: string,
  path: string,
  display: string,
  country: string | undefined,
): { readonly path: string; readonly display: string } {
  switch (scheme) {
    case "tel":
      return { path: normalizeNumber(path, country), display };
    case "twitter":
      return { path: normalizeHandle(path), display };
    case "twitterid":
      return { path, display: normalizeHandle(display) };
    case "mailto":
      return { path: path.toLowerCase(), display };
    default:
      return { path, display };
  }
}

function normalizeHandle(handle: string): string {
  return handle.toLowerCase().replace(/^@/, "");
}

/** Spreadsheets turn long numbers into `2.50788383383E+11`; the digits of the mantissa are the number. */
const SCIENTIFIC = /^([0-9]+)\.([0-9]+)E\+?[0-9]{1,2}$/i;

/** From this length on, a number that does not start with 0 is taken to have its country code. */
const INTERNATIONAL_LENGTH = 11;

function normalizeNumber(path: string, country: string | undefined): string {
  const number = path.replace(SCIENTIFIC, "$1$2").toLowerCase();
  const stripped = number.replace(/[^0-9a-z]/g, "");
  const isInternational =
    number.startsWith("+") || (stripped.length >= INTERNATIONAL_LENGTH && !stripped.startsWith("0"));
  return readPhoneNumber(isInternational ? `+${stripped}` : stripped, country) ?? stripped;
}
