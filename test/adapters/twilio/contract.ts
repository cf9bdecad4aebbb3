import { Ajv, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import { sharedFile } from "../../formats/data.js";

/** Of an OpenAPI document, what is used here. */
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: FormSchema }>> };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, Media>> }>>;
}

interface FormSchema {
  readonly properties: Readonly<Record<string, { readonly type?: string }>>;
}

interface Media {
  readonly examples?: Readonly<Record<string, { readonly value: Readonly<Record<string, unknown>> }>>;
}

export interface Checked {
  /** What breaks the contract. */
  readonly problems: readonly string[];
  /** The operation's path in the document, such as `/2010-04-01/Accounts/{AccountSid}/Messages.json`. */
  readonly path?: string;
  readonly form: Readonly<Record<string, string | string[]>>;
  /** An answer as the document shows it. */
  readonly status: number;
  readonly example: Readonly<Record<string, unknown>>;
}

const FORM = "application/x-www-form-urlencoded";

/** Twilio's OpenAPI document, and what it says of requests. */
export class Contract {
  readonly #ajv = new Ajv({ strict: false, allErrors: true, coerceTypes: true, logger: false });
  readonly #validators = new Map<string, ValidateFunction>();

  constructor(private readonly document: Document) {
    addFormats.default(this.#ajv);
    this.#ajv.addSchema({ ...document }, "twilio");
  }

  /** Undefined where there is no document beside the checkout; says so in one line. */
  static load(): Contract | undefined {
    const text = sharedFile("contracts/twilio/api_v2010.openapi.json");
    if (text === undefined) process.stderr.write("Twilio's API is not tested: its OpenAPI document is not there.\n");
    return text === undefined ? undefined : new Contract(JSON.parse(text) as Document);
  }

  /** Compares a request with the document. */
  check(method: string, url: string, contentType: string, body: string): Checked {
    const { pathname, searchParams } = new URL(url, "http://localhost");
    const path = Object.keys(this.document.paths).find((template) => matcher(template).test(pathname));
    const operation = path === undefined ? undefined : this.document.paths[path]?.[method.toLowerCase()];
    if (path === undefined || !operation) {
      return { problems: [`there is no ${method} ${pathname}`], form: {}, status: 404, example: {} };
    }
    const form = formOf(new URLSearchParams(body), operation.requestBody?.content[FORM]?.schema);
    const problems = [
      ...(method === "POST" && contentType !== FORM ? [`the body is ${contentType}`] : []),
      ...this.#formProblems(path, operation, form),
      ...this.#pathProblems(path, method, operation, pathname),
      ...this.#queryProblems(path, method, operation, searchParams),
    ];
    const [status = "200", response] = Object.entries(operation.responses)[0] ?? [];
    const [example] = Object.values(response?.content?.["application/json"]?.examples ?? {});
    return { problems, path, form, status: Number(status), example: example?.value ?? {} };
  }

  #formProblems(path: string, operation: Operation, form: Checked["form"]): string[] {
    const schema = operation.requestBody?.content[FORM]?.schema;
    if (!schema) return [];
    const unknown = Object.keys(form).filter((name) => !Object.hasOwn(schema.properties, name));
    const validate = this.#validator(`/paths/${escape(path)}/post/requestBody/content/${escape(FORM)}/schema`);
    // Coercion changes what it checks.
    validate(structuredClone(form));
    return [
      ...unknown.map((name) => `there is no parameter '${name}'`),
      ...(validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`),
    ];
  }

  #pathProblems(path: string, method: string, { parameters = [] }: Operation, pathname: string): string[] {
    const values = matcher(path).exec(pathname)?.groups ?? {};
    return parameters.flatMap(({ name, in: place }, index) => {
      if (place !== "path") return [];
      const validate = this.#validator(`/paths/${escape(path)}/${method.toLowerCase()}/parameters/${index}/schema`);
      return validate(values[name]) ? [] : [`${name} in the path ${validate.errors?.[0]?.message}`];
    });
  }

  #queryProblems(path: string, method: string, { parameters = [] }: Operation, query: URLSearchParams): string[] {
    return [...query].flatMap(([name, value]) => {
      const index = parameters.findIndex((each) => each.in === "query" && each.name === name);
      if (index < 0) return [`there is no parameter '${name}' in the query`];
      const validate = this.#validator(`/paths/${escape(path)}/${method.toLowerCase()}/parameters/${index}/schema`);
      return validate(value) ? [] : [`${name} in the query ${validate.errors?.[0]?.message}`];
    });
  }

  #validator(pointer: string): ValidateFunction {
    const known = this.#validators.get(pointer) ?? this.#ajv.compile({ $ref: `twilio#${pointer}` });
    this.#validators.set(pointer, known);
    return known;
  }
}

function formOf(parameters: URLSearchParams, schema: FormSchema | undefined): Checked["form"] {
  return Object.fromEntries(
    [...new Set(parameters.keys())].map((name) => {
      const values = parameters.getAll(name);
      return [name, schema?.properties[name]?.type === "array" || values.length > 1 ? values : (values[0] ?? "")];
    }),
  );
}

function matcher(template: string): RegExp {
  return new RegExp(`^${template.replaceAll(".", "\\.").replace(/\{(\w+)\}/g, "(?<$1>[^/]+?)")}$`);
}

function escape(segment: string): string {
  return segment.replaceAll("~", "~0").replaceAll("/", "~1");
}
