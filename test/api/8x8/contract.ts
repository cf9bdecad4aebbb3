import { Ajv, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import { sharedFile } from "../../formats/data.js";

interface Schema {
  nullable?: boolean;
  required?: string[];
  properties?: Record<string, Schema>;
  items?: Schema;
}

interface Operation {
  readonly requestBody?: unknown;
  readonly responses: Readonly<Record<string, { readonly content?: unknown }>>;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation | undefined>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** Statuses that come from what is around an operation: who asks, sizes, the store. The document does not name them. */
const AROUND: readonly number[] = [401, 403, 413, 500, 503];

/** 8x8's OpenAPI document of the Automation API, and what it says of exchanges. */
export class AutomationContract {
  readonly #ajv = new Ajv({ strict: false, allErrors: true, logger: false });
  readonly #validators = new Map<string, ValidateFunction>();

  private constructor(private readonly document: Document) {
    addFormats.default(this.#ajv);
    this.#ajv.addSchema({ ...document }, "automation");
  }

  /** Undefined where there is no document beside the checkout; says so in one line. */
  static load(): AutomationContract | undefined {
    const text = sharedFile("contracts/8x8/automation.openapi.json");
    if (text === undefined)
      process.stderr.write("The contract of 8x8's Automation API is not tested: it is not there.\n");
    return text === undefined ? undefined : new AutomationContract(mended(text));
  }

  /** All operations, such as `GET /api/v1/accounts/{accountId}/usage`. */
  operations(): string[] {
    return Object.entries(this.document.paths).flatMap(([path, methods]) =>
      Object.keys(methods)
        .filter((method) => method !== "parameters")
        .map((method) => `${method.toUpperCase()} ${path}`),
    );
  }

  /** The operation that a request is; undefined: there is no such one. */
  operation(method: string, path: string): string | undefined {
    return this.operations().find((each) => {
      const [, template = ""] = each.split(" ");
      return each.startsWith(`${method} `) && new RegExp(`^${template.replace(/\{[^}]+\}/g, "[^/]+")}$`).test(path);
    });
  }

  /** What in an exchange breaks the contract. */
  problems(operation: string, exchange: { request: unknown; status: number; answer: unknown }): string[] {
    const [method = "", path = ""] = operation.split(" ");
    const { status, request, answer } = exchange;
    const here = `/paths/${escape(path)}/${method.toLowerCase()}`;
    const known = this.document.paths[path]?.[method.toLowerCase()];
    const media = "content/application~1json/schema";
    if (status >= 400) {
      const documented = Object.hasOwn(known?.responses ?? {}, status) || AROUND.includes(status);
      // A POST of a body that is no object is refused everywhere, and the document says so for definitions only.
      const undocumented = documented || status === 400 ? [] : [`${operation} has no answer ${status}`];
      return [...undocumented, ...this.#violations("/components/schemas/error", answer)];
    }
    const response = known?.responses[status];
    if (!response) return [`${operation} has no answer ${status}`];
    return [
      ...(known.requestBody === undefined ? [] : this.#violations(`${here}/requestBody/${media}`, request)),
      ...(response.content === undefined
        ? answer === null
          ? []
          : [`${operation} answers with a body`]
        : this.#violations(`${here}/responses/${status}/${media}`, answer)),
    ].map((problem) => `${operation} ${status}: ${problem}`);
  }

  #violations(pointer: string, value: unknown): string[] {
    const known = this.#validators.get(pointer) ?? this.#ajv.compile({ $ref: `automation#${pointer}` });
    this.#validators.set(pointer, known);
    known(value);
    return (known.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  }
}

/**
 * The document contradicts its own examples in these places (8x8-automation.md section 10); and what is an instance with logs is
 * always an instance too, so that no answer could be exactly one of both.
 */
function mended(text: string): Document {
  const document = JSON.parse(text.replaceAll('"oneOf"', '"anyOf"')) as Document;
  const { schemas } = document.components;
  const nullable = (schema: Schema | undefined): void => {
    if (schema) schema.nullable = true;
  };
  schemas["definitionInput"]!.required = ["trigger", "definition"];
  nullable(schemas["definitionInput"]!.properties?.["subAccountId"]);
  for (const name of ["workflowInstance", "workflowInstanceWithLogs", "workflowLog"]) {
    nullable(schemas[name]!.properties?.["completedAt"]);
  }
  const parameter = schemas["function"]!.properties?.["parameters"]?.items?.properties;
  if (parameter) Object.assign(parameter, { default: {}, example: {} });
  for (const [name, schema] of Object.entries(schemas).filter(([name]) => name.endsWith("Step"))) {
    // What a step offers is listed; what one posts is a map of names to scripts.
    if (schema.properties?.["outputs"]) schema.properties["outputs"] = {};
    if (schema.required) schemas[name]!.required = schema.required.filter((field) => field !== "outputs");
  }
  return document;
}

function escape(segment: string): string {
  return encodeURIComponent(segment.replaceAll("~", "~0").replaceAll("/", "~1"));
}
