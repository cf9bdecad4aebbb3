import Type from "typebox";
import { holds, OPERATORS } from "../../runtime/call/conditions.js";
import { exitOrTarget } from "../../runtime/call/targets.js";
import { target, text } from "../../runtime/fields.js";
import { defineStep } from "../../runtime/step.js";

/** A value that no time has, such as month 13, is allowed: it is never equal. Negative ones are any. */
const part = (title: string, any: -1 | 0) => Type.Optional(Type.Integer({ title, description: `${any}: any.` }));

/**
 * voipbin-flow.md section 4, condition_datetime, in UTC; DESIGN, call family, decision 3: now OP option, each part on its own, and
 * a part that is left out is any.
 */
export const conditionDatetime = defineStep({
  family: "call",
  type: "condition_datetime",
  summary: "Goes on if the time compares as said, else by the other exit.",
  icon: "fa-calendar",
  options: Type.Object({
    condition: text({ title: "Now is", description: `${OPERATORS.join(" ")}; any other is never true.` }),
    minute: part("Minute", -1),
    hour: part("Hour", -1),
    day: part("Day", -1),
    month: part("Month", 0),
    weekdays: Type.Optional(
      Type.Array(Type.Integer(), {
        title: "Weekdays",
        description: "0 is Sunday. None: any.",
      }),
    ),
    false_target_id: Type.Optional(target({ title: "Otherwise" })),
  }),
  exits: ["next", "false"],
  enter(step, { condition, minute = -1, hour = -1, day = -1, month = 0, weekdays = [], false_target_id }) {
    const now = new Date(step.now());
    const parts: [now: number, option: number, isSet: boolean][] = [
      [now.getUTCMonth() + 1, month, month > 0],
      [now.getUTCDate(), day, day > 0],
      [now.getUTCHours(), hour, hour >= 0],
      [now.getUTCMinutes(), minute, minute >= 0],
    ];
    const isDay = weekdays.length === 0 || weekdays.includes(now.getUTCDay());
    return isDay && parts.every(([value, option, isSet]) => !isSet || holds(value, condition, option))
      ? step.exit("next")
      : exitOrTarget(step, "false", false_target_id, "condition_datetime: no target for false");
  },
});
