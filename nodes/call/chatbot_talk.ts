import Type from "typebox";
import { BRIDGE_TIMER } from "../../runtime/call/legs/bridge-time.js";
import { fork, joinAction } from "../../runtime/call/fork.js";
import { choiceOrVariable, seconds, text } from "../../runtime/fields.js";
import { setTimer } from "../../runtime/session/timers.js";
import { defineStep } from "../../runtime/step.js";

/** voipbin-flow.md section 4, chatbot_talk: the channel brings a bot into a bridge; the flow goes on when the call leaves it. */
export const chatbotTalk = defineStep({
  family: "call",
  type: "chatbot_talk",
  summary: "Lets the caller talk to a chatbot.",
  icon: "fa-android",
  options: Type.Object({
    chatbot_id: text({ title: "Chatbot", description: "Id of the chatbot." }),
    gender: Type.Optional(
      choiceOrVariable(["", "male", "female", "neutral"], {
        title: "Voice",
        description: "Empty: the language's own.",
      }),
    ),
    language: Type.Optional(text({ title: "Language", description: "BCP 47, such as en-US." })),
    duration: Type.Optional(seconds({ title: "At most", description: "0: no limit." })),
  }),
  exits: ["next"],
  requires: { call: true, capabilities: ["chatbots", "conference"] },
  enter(step, { chatbot_id, gender, language, duration = 0 }) {
    const { session } = step;
    const bridge = step.uuid();
    if (duration > 0) setTimer(session, `${BRIDGE_TIMER}${bridge}`, step.now() + duration * 1000);
    const [call, leg] = [session.call?.id, session.call?.id];
    step.effect({ type: "chatbot_start", call, leg, bridge, chatbot_id, gender, language, duration });
    return fork(step, [joinAction(bridge)]);
  },
});
