import type { RequestListener } from "node:http";
import { contactServices } from "../../../adapters/services/index.js";
import type { ServiceSettings } from "../../../adapters/services/settings.js";
import { systemClock } from "../../../runtime/clock.js";
import type { JsonObject } from "../../../runtime/json.js";
import { Bench } from "../../support/bench.js";
import { flow, step } from "../../support/program.js";
import { bodyOf, loopback, type Loopback } from "../../outgoing/server.js";

/** A request as a server got it. */
export interface Seen {
  readonly line: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** What a server answers: a status and a body, one answer after the other (the last one again and again). */
export type Answers = readonly (readonly [status: number, body: string | object])[];

/** Assets that steps of these tests name. */
export const BOOKING = {
  uuid: "1c06c884-39dd-4ce4-ad9f-9a01cbe6c000",
  name: "Booking",
  type: "wit",
  intents: ["book"],
};
export const SUPPORT = { uuid: "19dc6346-9623-4fe4-be80-538d493ecdf5", name: "Support", type: "http" };

/** A bench whose services are real, and a server on loopback that they may reach. */
export class ServiceBench implements AsyncDisposable {
  private constructor(
    readonly server: Loopback,
    readonly seen: readonly Seen[],
  ) {}

  static async open(answers: Answers): Promise<ServiceBench> {
    const seen: Seen[] = [];
    const listener: RequestListener = (request, response) => {
      void bodyOf(request).then((body) => {
        const [status, said] = answers[Math.min(seen.length, answers.length - 1)]!;
        seen.push({ line: `${request.method} ${request.url}`, headers: request.headers, body });
        response.writeHead(status).end(typeof said === "string" ? said : JSON.stringify(said));
      });
    };
    return new ServiceBench(await loopback(listener), seen);
  }

  get url(): string {
    return this.server.url;
  }

  /** Runs one step with these settings; gives its events. */
  async run(type: string, options: JsonObject, settings: ServiceSettings = {}, allow = ["127.0.0.1"]) {
    const services = contactServices(settings, { clock: systemClock, http: this.server.http, outgoing: { allow } });
    const resthooks = [{ slug: "new-registration", subscribers: [`${this.url}/first`, `${this.url}/second`] }];
    const assets = { classifiers: [BOOKING], ticketers: [SUPPORT], resthooks };
    const bench = await Bench.open({ services, assets });
    const session = await bench.run(flow("flow", [step("step", `contact-${type}`, options)]));
    const events = await bench.events(session);
    await bench.close();
    return events;
  }

  [Symbol.asyncDispose](): PromiseLike<void> {
    return this.server[Symbol.asyncDispose]();
  }
}
