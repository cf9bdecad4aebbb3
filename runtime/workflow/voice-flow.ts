import { DIGITS } from "../call/variables.js";
import type { JsonObject } from "../json.js";
import type { Program, ProgramNode } from "../program.js";

/** Default and most of the times that a message is said (8x8-automation.md section 3), and of the tries at a capture. */
const REPETITIONS = { default: 1, most: 3 };
const TRIES = { default: 1, most: 10 };
/** Milliseconds that somebody has to press the keys after each prompt, as 8x8's voice API counts them. */
const OVERALL_TIMEOUT_MS = 5000;

/** The voice actions of 8x8's step. */
export const VOICE_ACTIONS = ["say", "say&capture", "playFile"] as const;
export type VoiceAction = (typeof VOICE_ACTIONS)[number];

/** What a VoiceMessage does on a call, as a flow of call steps; the call is hung up at its end. */
export function voiceFlow(action: VoiceAction, params: JsonObject, flow: Pick<Program, "id" | "name">): Program {
  const steps = action === "say&capture" ? capture(params) : repeated(message(action, params), params);
  return {
    ...flow,
    type: "any",
    start: steps.slice(0, 1).map(({ id }) => id),
    nodes: Object.fromEntries(steps.map((step) => [step.id, step])),
  };
}

/** Whether digits that were pressed are what a capture asks for. The hash that ends them is none of them. */
export function capturedDigits(pressed: string, params: JsonObject): string | undefined {
  const digits = endsOnHash(params) ? pressed.replace(/#$/, "") : pressed;
  return digits.length >= count(params["minDigits"], { default: 1 }) ? digits : undefined;
}

function message(action: "say" | "playFile", params: JsonObject): Pick<ProgramNode, "step" | "options"> {
  return action === "say"
    ? talk(params["text"], params)
    : { step: "call-play", options: { stream_urls: [text(params["fileUrl"])] } };
}

function repeated({ step, options }: Pick<ProgramNode, "step" | "options">, params: JsonObject): ProgramNode[] {
  const times = count(params["repetition"], REPETITIONS);
  return Array.from({ length: times }, (_, index) => ({
    id: `message_${index + 1}`,
    step,
    options,
    exits: index + 1 < times ? { next: [`message_${index + 2}`] } : {},
  }));
}

/** Prompts until enough keys are pressed, then says how it went. */
function capture(params: JsonObject): ProgramNode[] {
  const {
    promptMessage = params["text"],
    minDigits,
    maxDigits,
    overallTimeout,
    successMessage,
    failureMessage,
  } = params;
  const least = count(minDigits, { default: 1 });
  const tries = count(params["noOfTries"], TRIES);
  const success = said("success", successMessage, params);
  const failure = said("failure", failureMessage, params);
  const attempts = Array.from({ length: tries }, (_, index): ProgramNode[] => {
    const [own, next] = [index + 1, index + 2];
    return [
      // What was pressed at the last prompt is gone.
      node(`clear_${own}`, { step: "call-variable_set", options: { key: DIGITS, value: "" } }, [`prompt_${own}`]),
      node(`prompt_${own}`, talk(promptMessage, params, { digits_handle: "next" }), [`keys_${own}`]),
      node(
        `keys_${own}`,
        {
          step: "call-digits_receive",
          options: {
            duration: count(overallTimeout, { default: OVERALL_TIMEOUT_MS }),
            length: Math.max(least, count(maxDigits, { default: 1 })),
            ...(endsOnHash(params) && { key: "#" }),
          },
        },
        [`enough_${own}`],
      ),
      {
        id: `enough_${own}`,
        step: "call-condition_variable",
        options: { variable: DIGITS, condition: ">=", value_type: "length", value_length: least },
        exits: {
          next: success.map(({ id }) => id),
          false: own < tries ? [`clear_${next}`] : failure.map(({ id }) => id),
        },
      },
    ];
  });
  return [...attempts.flat(), ...success, ...failure];
}

function said(id: string, words: JsonObject[string], params: JsonObject): ProgramNode[] {
  return text(words) === "" ? [] : [node(id, talk(words, params), [])];
}

function node(id: string, what: Pick<ProgramNode, "step" | "options">, next: readonly string[]): ProgramNode {
  return { id, ...what, exits: { next } };
}

/** A voice profile begins with its language: `en-US-ZiraRUS`. */
function talk(words: JsonObject[string], { voiceProfile }: JsonObject, more: JsonObject = {}) {
  const [language] = /^[a-z]{2,3}-[a-z]{2}(?=-|$)/i.exec(text(voiceProfile)) ?? [];
  return {
    step: "call-talk",
    options: { text: text(words), ...(language !== undefined && { language }), ...more },
  };
}

function endsOnHash({ completeOnHash }: JsonObject): boolean {
  return completeOnHash !== false && completeOnHash !== "false";
}

/** A number that a script may have made a text; anything else counts as not given. */
function count(value: JsonObject[string], bounds: { default: number; most?: number }): number {
  const given = Number(value ?? NaN);
  return given >= 1 ? Math.min(Math.trunc(given), bounds.most ?? given) : bounds.default;
}

function text(value: JsonObject[string]): string {
  return typeof value === "string" ? value : value === undefined || value === null ? "" : JSON.stringify(value);
}
