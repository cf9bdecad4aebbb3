import { raiseContactEvent, type ContactEvent } from "../../../runtime/conversation/contact-events.js";
import { TestNodeRed } from "../../support/node-red.js";
import { say, step, tab } from "../../support/tab.js";

let red: TestNodeRed;
beforeAll(async () => (red = await TestNodeRed.start()));
afterAll(() => red.stop());
beforeEach(() => (red.sent.length = 0));

const deploy = (type: string, options: object, text: string): Promise<void> =>
  red.deploy(tab("f", [], [step("in", type, options, ["x"]), say("x", text)]));

async function raise(trigger: ContactEvent["trigger"], more: Partial<ContactEvent> = {}): Promise<string[]> {
  const sessions = await raiseContactEvent(red.switchboard, {
    urn: "tel:+15550100",
    channel: "phone",
    trigger,
    ...more,
  });
  await red.switchboard.whenIdle();
  return sessions;
}

const phone = { uuid: "phone", name: "Phone" };
const missedCall = { type: "channel", event: { type: "missed_call", channel: phone } } as const;

test("an event of a channel starts the flows that listen for it, and no others", async () => {
  await deploy("entry-channel_event", { event: "missed_call" }, "Sorry, we missed you: @trigger.type");
  expect(await raise({ type: "channel", event: { type: "referral", channel: phone } })).toEqual([]);
  expect(await raise(missedCall)).toHaveLength(1);
  expect(red.texts).toEqual(["Sorry, we missed you: channel"]);
});

test("an entry with a channel listens for its events only", async () => {
  await deploy("entry-channel_event", { event: "missed_call", channel: "other" }, "x");
  expect(await raise(missedCall)).toEqual([]);
});

test("an event that is told twice by its sender counts once", async () => {
  await deploy("entry-channel_event", { event: "missed_call" }, "Sorry");
  const first = await raise(missedCall, { id: "7" });
  expect(await raise(missedCall, { id: "7" })).toEqual(first);
  expect(red.texts).toEqual(["Sorry"]);
});

const reminder = { type: "campaign", event: { uuid: "e", campaign: { uuid: "c", name: "Reminders" } } } as const;

test.each([
  [{}, 1],
  [{ campaign: "Reminders" }, 1],
  [{ campaign: "c", event: "e" }, 1],
  [{ campaign: "Others" }, 0],
  [{ event: "other" }, 0],
])("a campaign's event finds an entry with %j: %i", async (options, count) => {
  await deploy("entry-campaign_event", options, "It is time");
  expect(await raise(reminder)).toHaveLength(count);
});

test("a closed ticket starts the flow, which sees it", async () => {
  const ticketer = { uuid: "t", name: "Support" };
  const ticket = { uuid: "0a8b2d1e-7c3f-4e5a-9b6d-1f2e3d4c5b6a", subject: "Help", body: "No dial tone", ticketer };
  await deploy("entry-ticket_event", { ticketer }, "Closed: @trigger.ticket.subject");
  expect(await raise({ type: "ticket", event: { type: "closed", ticket } })).toHaveLength(1);
  expect(red.texts).toEqual(["Closed: Help"]);
});
