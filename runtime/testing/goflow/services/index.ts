import type { Services } from "../../../engine/services.js";
import type { Json } from "../../../json.js";
import "../../../services/email.js";
import { DtOneAirtime } from "../../../../adapters/services/airtime/dtone.js";
import { WitClassifier } from "../../../../adapters/services/classifiers/wit.js";
import { fakeClassifier } from "./classifiers.js";
import { MockServer } from "./mock-server.js";
import { fakeTicketer } from "./ticketer.js";
import { mockWebhooks } from "./webhooks.js";

/** What the world outside answers in a case. */
export interface World {
  /** Answers of servers by URL. */
  readonly mocks?: Json | undefined;
  /** What servers answer whose URL is not listed. */
  readonly otherwise?: (url: string) => Json;
  /** Why no e-mail can be sent. */
  readonly emailProblem?: string | undefined;
  /** The classifier there is: one that makes its answers up, or Wit.ai on the case's servers. */
  readonly classifier?: "fake" | "wit";
  /** Milliseconds since 1970 UTC. */
  readonly now: () => number;
}

/** The services that GoFlow's own tests run with (goflow-inventory.md section 1). */
export function fakeServices({ mocks, otherwise, emailProblem, classifier = "fake", now }: World): Services {
  const server = new MockServer(mocks, now, otherwise);
  return {
    webhooks: mockWebhooks(server),
    classifier: classifier === "wit" ? new WitClassifier(server, { token: "token" }) : fakeClassifier(now),
    ticketer: fakeTicketer(now),
    airtime: new DtOneAirtime(server, { key: "key", secret: "secret" }),
    email: { send: () => Promise.resolve(emailProblem) },
  };
}
