import { Ajv, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import { sharedFile } from "../../formats/data.js";

/** Of an OpenAPI document, what is used here. */
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation | undefined>>>>;
}

interface Operation {
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}

interface Schema {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
}

/** An action of a call, as the voice API's document describes it. */
interface ActionSchema {
  required?: unknown;
  readonly properties?: { readonly params?: { required?: string[]; readonly properties?: Record<string, unknown> } };
}

const FILES = { sms: "sms-api", chatApps: "business-messaging-api", voice: "voice-v1-api" } as const;

export type ApiName = keyof typeof FILES;

/** The OpenAPI document of one of 8x8's APIs, and what it says of requests and answers. */
export class Contract {
  readonly #ajv = new Ajv({ strict: false, allErrors: true, logger: false });
  readonly #validators = new Map<string, ValidateFunction>();

  constructor(private readonly document: Document) {
    addFormats.default(this.#ajv);
    this.#ajv.addSchema({ ...document }, "contract");
  }

  /** What in a request breaks the contract. */
  requestProblems(method: string, path: string, body: unknown): string[] {
    const template = this.#template(method, path);
    if (template === undefined) return [`there is no ${method} ${path}`];
    const pointer = `/paths/${escape(template)}/${method.toLowerCase()}/requestBody/content/application~1json/schema`;
    const properties = this.#properties(this.#operation(template, method));
    const unknown = Object.keys(body ?? {}).filter((name) => properties.length > 0 && !properties.includes(name));
    return [...unknown.map((name) => `there is no field '${name}'`), ...this.#problems(pointer, body)];
  }

  /** What in an answer breaks the contract. */
  answerProblems(method: string, path: string, status: number, body: unknown): string[] {
    const template = this.#template(method, path) ?? "";
    const media = `responses/${status}/content/application~1json/schema`;
    return this.#problems(`/paths/${escape(template)}/${method.toLowerCase()}/${media}`, body);
  }

  #template(method: string, path: string): string | undefined {
    return Object.keys(this.document.paths).find(
      (template) => matcher(template).test(path) && this.#operation(template, method),
    );
  }

  #operation(template: string, method: string): Operation | undefined {
    return this.document.paths[template]?.[method.toLowerCase()];
  }

  /** The fields that the schema of a request names. */
  #properties(operation: Operation | undefined): readonly string[] {
    const schema = operation?.requestBody?.content["application/json"]?.schema;
    const target = schema?.$ref === undefined ? schema : (this.#at(schema.$ref) as Schema | undefined);
    return Object.keys(target?.properties ?? {});
  }

  #at(reference: string): unknown {
    const segments = reference.slice("#/".length).split("/");
    return segments.reduce<unknown>(
      (value, segment) => (value as Record<string, unknown>)[segment.replaceAll("~1", "/").replaceAll("~0", "~")],
      this.document,
    );
  }

  #problems(pointer: string, value: unknown): string[] {
    const known = this.#validators.get(pointer) ?? this.#ajv.compile({ $ref: `contract#${pointer}` });
    this.#validators.set(pointer, known);
    known(value);
    return (known.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  }
}

/** The contracts of the APIs; undefined where there are none beside the checkout: says so in one line. */
export function loadContracts(): Readonly<Record<ApiName, Contract>> | undefined {
  const load = (name: ApiName): Contract | undefined => {
    const text = sharedFile(`contracts/8x8/${FILES[name]}.openapi.json`);
    return text === undefined ? undefined : new Contract(mended(JSON.parse(text) as Document));
  };
  const [sms, chatApps, voice] = [load("sms"), load("chatApps"), load("voice")];
  if (sms && chatApps && voice) return { sms, chatApps, voice };
  process.stderr.write("8x8's APIs are not tested: their OpenAPI documents are not there.\n");
  return undefined;
}

/** The voice API's document says of sayAndCapture that its action needs what, by its own pages, its parameters need. */
function mended(document: Document): Document {
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    const { required, properties } = value as ActionSchema;
    const { params } = properties ?? {};
    const names = Array.isArray(required) ? required.map(String) : [];
    const misplaced = names.filter((name) => Object.hasOwn(params?.properties ?? {}, name));
    if (params && misplaced.length > 0) {
      params.required = misplaced;
      (value as ActionSchema).required = names.filter((name) => !misplaced.includes(name));
    }
    Object.values(value).forEach(visit);
  };
  visit(document);
  return document;
}

function matcher(template: string): RegExp {
  return new RegExp(`^${template.replace(/\{[^}]+\}/g, "[^/]+")}$`);
}

function escape(segment: string): string {
  return encodeURIComponent(segment.replaceAll("~", "~0").replaceAll("/", "~1"));
}
