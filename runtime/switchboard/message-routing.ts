import type { MessageInput, StartInput } from "../session/input.js";
import { isOver, isWaiting, type Session } from "../session/session.js";
import type { StoredInput } from "../store/store.js";
import { replyKeys } from "../workflow/replies.js";
import type { MessageMatch, MessageTrigger } from "./triggers.js";

/** Some token waits for a message, be it any or one from this sender. */
export function waitsForMessage(session: Session, keys: readonly string[]): boolean {
  return session.runs.some((run) =>
    run.tokens.some((token) => {
      if (!isWaiting(token) || !token.wait.for.includes("message") || isOver(session, token)) return false;
      const { key } = token.wait;
      return key === undefined || (keys.includes(key) && !isAnswered(session, key));
    }),
  );
}

/** Of a suspended session: a wait for one sender's message has it, and takes no other (8x8-automation.md D18). */
function isAnswered({ held = [] }: Session, key: string): boolean {
  return held.some((input) => input.type === "message" && replyKeys(input.message).includes(key));
}

/** The start of a session by a message that a trigger takes. */
export function startByMessage(
  stored: StoredInput,
  input: MessageInput,
  trigger: Pick<MessageTrigger, "flow" | "entry" | "account">,
  start: MessageMatch,
): StartInput {
  return {
    type: "start",
    flow: trigger.flow,
    ...(trigger.entry !== undefined && { entry: trigger.entry }),
    channel: stored.source,
    message: input.message,
    trigger: {
      type: "msg",
      at: stored.at,
      ...(start.params && { params: start.params }),
      ...(start.keyword !== undefined && { keyword: start.keyword }),
      ...(trigger.account !== undefined && { account: trigger.account }),
    },
    ...(start.data && { data: start.data }),
  };
}
