import type { Session } from "../../session/session.js";
import type { Switchboard } from "../../switchboard/switchboard.js";
import { whenThrough } from "./deletion.js";
import { invalid } from "./errors.js";
import { instanceStatus, type InstanceStatus } from "./instance-view.js";

/** The commands of `PATCH`, what the session is told, and the status that they lead to. */
const COMMANDS = {
  suspend: { session: "suspend", leadsTo: "Suspended" },
  resume: { session: "resume", leadsTo: "Runnable" },
  terminate: { session: "interrupt", leadsTo: "Terminated" },
} as const;

export type Command = keyof typeof COMMANDS;

export function isCommand(value: unknown): value is Command {
  return typeof value === "string" && Object.hasOwn(COMMANDS, value);
}

/** Carries a command out. Where its status is reached already nothing changes; an ended instance takes no other (D28). */
export async function command(switchboard: Switchboard, session: Session, name: Command): Promise<void> {
  const status: InstanceStatus = instanceStatus(session);
  if (status === "Complete") throw invalid(`Workflow ${session.id} is Complete; it cannot ${name}.`);
  const { session: told, leadsTo } = COMMANDS[name];
  if (status === leadsTo) return;
  if (status === "Terminated") throw invalid(`Workflow ${session.id} is Terminated; it cannot ${name}.`);
  await switchboard.command(session.id, told);
  await whenThrough(switchboard, session.id);
}
