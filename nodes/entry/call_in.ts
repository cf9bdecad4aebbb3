import Type from "typebox";
import { channel, texts } from "../../runtime/fields.js";
import { defineStep } from "../../runtime/step.js";
import { begin } from "./payload.js";

/** What people put between the digits of a number. */
const SEPARATORS = /[\s().-]/g;
const PATTERN = /^\+?[0-9*]+$/;

/** A call from outside starts the flow. */
export const callIn = defineStep({
  family: "entry",
  type: "call_in",
  summary: "Starts the flow when a call comes in.",
  icon: "fa-phone",
  options: Type.Object({
    channel: Type.Optional(channel({ title: "Channel", description: "Id of the channel. Empty: any." })),
    numbers: Type.Optional(
      texts({ title: "Called numbers", description: "* stands for any digits, as in +1555*. None: any number." }),
    ),
    callers: Type.Optional(texts({ title: "Callers", description: "As above. None: anybody." })),
  }),
  exits: ["next"],
  entry: true,
  check: ({ numbers = [], callers = [] }) =>
    Object.entries({ numbers, callers }).flatMap(([field, patterns]) =>
      patterns.flatMap((pattern, index) =>
        PATTERN.test(bare(pattern))
          ? []
          : [{ field: `${field}/${index}`, message: `must be a number with or without *, is '${pattern}'` }],
      ),
    ),
  deploy({ switchboard, flow, node }, { channel, numbers = [], callers = [] }) {
    const isCalled = matcher(numbers);
    const isCaller = matcher(callers);
    return switchboard.triggers.onCall({
      flow,
      entry: node,
      matches: (call) => (!channel || channel === call.channel) && isCalled(call.to) && isCaller(call.from),
    });
  },
  enter: begin,
});

/** Without patterns every number matches. */
function matcher(patterns: readonly string[]): (number: string) => boolean {
  if (patterns.length === 0) return () => true;
  const expressions = patterns.map(
    (pattern) => new RegExp(`^${bare(pattern).replace("+", "\\+").replaceAll("*", "[0-9]*")}$`),
  );
  return (number) => expressions.some((expression) => expression.test(bare(number)));
}

/** A number as it is compared: no scheme (`tel:`), no separators. */
function bare(number: string): string {
  return number.replace(/^[a-z]+:/i, "").replace(SEPARATORS, "");
}
