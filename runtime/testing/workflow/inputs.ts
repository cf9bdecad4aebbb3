import { instanceStatus } from "../../api/8x8/instance-view.js";
import type { JsonObject } from "../../json.js";
import { dtmfKeys, DTMF_SIGNAL } from "../../workflow/dtmf.js";
import { raiseHttpRequest } from "../../workflow/http-trigger.js";
import { inboundMessage } from "../../workflow/inbound.js";
import { instanceStart } from "../../workflow/start.js";
import { expectEqual, Mismatch } from "../expect.js";
import { matches } from "./matchers.js";
import { CHANNEL } from "./provider-stand-in.js";
import { withReferences } from "./references.js";
import type { RestCall, ScenarioInput, TriggerInput } from "./scenario.js";
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
      return command(world, input);
    case "rest":
      return callApi(world, input);
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
      if (world.usesApi) return testRun(world, body, input.version);
      const start = instanceStart("test_run", { body, account, at: switchboard.clock.now() }, switchboard.channels);
      const id = world.definitions.get("main") ?? "";
      await switchboard.startFlow({ id, ...(input.version !== undefined && { version: input.version }) }, start);
      return;
    }
  }
}

async function testRun({ api, definitions }: World, body: JsonObject, version: number | undefined): Promise<void> {
  const query = version === undefined ? "" : `?version=${version}`;
  const { status } = await api.send("POST", `/definitions/${definitions.get("main")}/workflows${query}`, body);
  expectEqual("answer to a test run", 201, status);
}

/** A call of the API, as the scenario has it. */
export async function callApi(world: World, call: RestCall): Promise<void> {
  const captured = await world.api.call(call, world.resolve);
  for (const [name, value] of captured) world.captured.set(name, value);
}

async function command(world: World, input: Extract<ScenarioInput, { type: "command" }>): Promise<void> {
  const { command: status, instance: index = 0, expect_status: expected = 200 } = input;
  const instance = world.instances[index];
  if (!instance) throw new Mismatch(`There is no instance ${index} to ${status}.`);
  const { id, flow } = instance.session;
  const answer = await world.api.send("PATCH", `/definitions/${flow.id}/workflows/${id}`, { status });
  expectEqual(`answer to ${status}`, expected, answer.status);
}

function check(world: World, index: number, expected: JsonObject): void {
  const instance = world.instances[index];
  if (!instance) throw new Mismatch(`There is no instance ${index} to check.`);
  const { session } = instance;
  const actual: JsonObject = {
    status: instanceStatus(session),
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
