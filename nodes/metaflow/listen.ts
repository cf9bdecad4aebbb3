import Type from "typebox";
import { milliseconds, texts } from "../../runtime/fields.js";
import { oneOf } from "../../runtime/metaflow/fields.js";
import { DEFAULTS, readListener } from "../../runtime/metaflow/config.js";
import { keysInBridges } from "../../runtime/metaflow/keys.js";
import { isValidPattern } from "../../runtime/metaflow/pattern.js";
import { defineStep } from "../../runtime/step.js";

/**
 * Listens for keys beside whatever a call is at (kazoo-metaflows.md sections 1.1, 3 and 4). A metaflow starts here as a run of
 * its own; what the flow itself brings here ends.
 */
export const listen = defineStep({
  family: "metaflow",
  type: "listen",
  label: "listen for keys",
  summary: "Runs modules on keys pressed during a call, whatever its flow is at.",
  help: [
    "A collection starts with the binding digit and ends when no key follows for the digit timeout. What was pressed is looked",
    "up among the numbers, then the patterns are searched for in it, in their order; the first that fits is the exit. The keys",
    "of a collection never reach the flow, whether something fits or not.",
  ].join("\n"),
  icon: "fa-th",
  options: Type.Object({
    binding_digit: oneOf([..."1234567890*#"], {
      title: "Binding digit",
      description: "Starts a collection.",
      minLength: 1,
      maxLength: 1,
      default: DEFAULTS.bindingDigit,
    }),
    digit_timeout: Type.Optional(
      milliseconds({
        minimum: 0,
        title: "Digit timeout",
        description: `Silence that ends a collection. Default: ${DEFAULTS.digitTimeoutMs} ms.`,
      }),
    ),
    listen_on: oneOf(["both", "self", "peer"], {
      title: "Listen to",
      description: "The leg of the flow (self), the other party (peer), or both. Default: self.",
    }),
    numbers: Type.Optional(texts({ title: "Numbers", description: "One exit each; the whole of the keys." })),
    patterns: Type.Optional(
      texts({ title: "Patterns", description: "One exit each; regular expressions, found anywhere in the keys." }),
    ),
    calls: oneOf(["flow", "all"], {
      title: "Calls",
      description: "Those of this flow, or all. Default: those of this flow.",
    }),
  }),
  exits: [
    { each: "numbers", prefix: "numbers." },
    { each: "patterns", prefix: "patterns." },
  ],
  check: ({ patterns = [] }) =>
    patterns.flatMap((pattern, index) =>
      isValidPattern(pattern)
        ? []
        : [
            {
              field: `patterns/${index}`,
              message: "must be a regular expression without look-behind and back references",
            },
          ],
    ),
  // Those that hear all calls do not depend on the channel of this flow.
  needs: ({ binding_digit: key, calls }) => (calls === "all" ? [] : keysInBridges(key || DEFAULTS.bindingDigit)),
  deploy({ switchboard: { metaflows }, flow, node }, options) {
    const settings = readListener(options, metaflows);
    return metaflows.add(({ call, flow: started }) => {
      if (!call || (options.calls !== "all" && started.id !== flow.id)) return [];
      return [{ ...settings, endpoint: `${flow.id}/${node}`, leg: call.id, flow, node }];
    });
  },
  enter(step) {
    return typeof step.memory === "string" ? step.exit(step.memory) : step.end();
  },
});
