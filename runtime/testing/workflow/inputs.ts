import type { JsonObject } from "../../json.js";
import { dtmfKeys, DTMF_SIGNAL } from "../../workflow/dtmf.js";
import { raiseHttpRequest } from "../../workflow/http-trigger.js";
import { inboundMessage } from "../../workflow/inbound.js";
import { instanceStatus } from "../../workflow/instance.js";
import { instanceStart } from "../../workflow/start.js";
import { Mismatch } from "../expect.js";
import { matches } from "./matchers.js";
import { CHANNEL } from "./provider-stand-in.js";
import { withReferences } from "./references.js";
import type { ScenarioInput, TriggerInput } from "./scenario.js";
import type { World } from "./world.js";

/** Carries out an input of a scenario at its virtual time. */
export async function applyInput(world: World, input: ScenarioInput): Promise<void> {
  switch (input.type) {
    case "inbound_sms":
    case "inbound_chat_apps":
    case "http_request":
    case "test_run":
      return applyTrigger(world, input);
    case "dtmf": {
      const data = withReferences(input.payload, world.resolve);
      await world.switchboard.signal(dtmfKeys(data), { name: DTMF_SIGNAL, data }, CHANNEL);
      return;
    }
    case "check":
      return check(world, input.instance ?? 0, withReferences(input.expect, world.resolve));
    case "restart":
      return world.restart(input.down_ms ?? 0);
    case "command":
    case "rest":
      throw new Mismatch("There is no API of 8x8 yet.");
  }
}

/** What starts instances. */
export async function applyTrigger(world: World, input: TriggerInput): Promise<void> {
  const { switchboard, account } = world;
  const body = withReferences(input.payload, world.resolve);
  switch (input.type) {
    case "inbound_sms":
    case "inbound_chat_apps": {
      const message = inboundMessage(body);
      if (message) await switchboard.receiveMessage({ channel: CHANNEL, ...message });
      return;
    }
    case "http_request": {
      const { subAccountId } = input;
      await raiseHttpRequest(switchboard.triggers, {
        account,
        body,
        ...(subAccountId !== undefined && { subAccountId }),
      });
      return;
    }
    case "test_run": {
      const start = instanceStart("test_run", { body, account, at: switchboard.clock.now() }, switchboard.channels);
      const id = world.definitions.get("main") ?? "";
      await switchboard.startFlow({ id, ...(input.version !== undefined && { version: input.version }) }, start);
      return;
    }
  }
}

function check(world: World, index: number, expected: JsonObject): void {
  const instance = world.instances[index];
  if (!instance) throw new Mismatch(`There is no instance ${index} to check.`);
  const { session } = instance;
  const actual: JsonObject = {
    status: instanceStatus(session.status),
    data: session.data,
    version: session.flow.version ?? 1,
    completed_at_ms: session.endedAt === undefined ? null : session.endedAt - world.start,
    messages: world.providers.messages.length,
  };
  if (!matches(expected, actual)) {
    throw new Mismatch(
      `check at ${world.clock.now() - world.start} ms: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`,
    );
  }
}
