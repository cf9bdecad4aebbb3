import { isJsonObject, type JsonObject } from "../json.js";
import type { Input } from "../session/input.js";

/** What a channel answered to a request: the step's output, or why it was refused. */
export type ProviderAnswer = { readonly output: JsonObject } | { readonly refused: string };

/** The SMS API's answer; its `status {code, description}` is laid flat (8x8-automation.md section 3). */
export function smsAnswer(input: Input): ProviderAnswer {
  const answer = answerOf(input);
  if ("refused" in answer || !isJsonObject(answer.output["status"])) return answer;
  const { code, description } = answer.output["status"];
  return { output: { ...answer.output, status: code, description } };
}

/** The chat API's answer; of its `status {state, timestamp}` the state is the step's `status`. */
export function chatAnswer(input: Input, requestId: () => string): ProviderAnswer {
  const answer = answerOf(input);
  if ("refused" in answer) return answer;
  const { output } = answer;
  const { status } = output;
  return {
    output: {
      ...output,
      ...(isJsonObject(status) && { status: status["state"] ?? status["code"], description: status["description"] }),
      requestId: output["requestId"] ?? requestId(),
    },
  };
}

/** The answer as it is. */
export function answerOf(input: Input): ProviderAnswer {
  if (input.type !== "signal") return { refused: "there was no answer" };
  return input.name === "refused" ? { refused: String(input.data?.["reason"]) } : { output: input.data ?? {} };
}
