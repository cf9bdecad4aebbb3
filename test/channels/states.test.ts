import { Channels } from "../../runtime/channels/channels.js";
import type { Channel } from "../../runtime/channels/channel.js";
import type { ChannelState } from "../../runtime/channels/state.js";
import { Observable } from "../../runtime/observable.js";

const OK = { status: "ok" } as const;
const AWAY = { status: "failing", reason: "no answer" } as const;
const REFUSED = { status: "unusable", reason: "wrong password" } as const;

let time: number;
let channels: Channels;
beforeEach(() => {
  time = 1000;
  channels = new Channels(
    () => {},
    () => time,
  );
});

function aChannel(state?: Observable<ChannelState>): Channel {
  return { id: "sms", name: "SMS", deliver: async () => {}, ...(state && { state }) };
}

function heard(event: "changed" | "opened"): string[] {
  const ids: string[] = [];
  channels.states.events.on(event, (id) => ids.push(id));
  return ids;
}

test("a channel that says nothing stands as its last delivery says, since when that began", () => {
  const channel = aChannel();
  channels.add(channel);
  expect(channels.states.of("sms")).toEqual({ ...OK, since: 1000 });

  time = 2000;
  channels.states.delivered(channel, AWAY);
  time = 3000;
  channels.states.delivered(channel, { ...AWAY, reason: "still none" });
  expect(channels.states.of("sms")).toEqual({ status: "failing", reason: "still none", since: 2000 });

  channels.states.delivered(channel, OK);
  expect(channels.states.of("sms")).toEqual({ ...OK, since: 3000 });
});

test("what is as it was is told to nobody", () => {
  const channel = aChannel();
  channels.add(channel);
  const changed = heard("changed");
  channels.states.delivered(channel, OK);
  channels.states.delivered(channel, AWAY);
  channels.states.delivered(channel, AWAY);
  expect(changed).toEqual(["sms"]);
});

test("a channel without a connection is held, and opened when it has one", () => {
  const state = new Observable<ChannelState>(AWAY);
  channels.add(aChannel(state));
  const opened = heard("opened");
  expect(channels.states.held()).toEqual(["sms"]);

  state.set(REFUSED);
  expect([channels.states.of("sms")?.status, opened]).toEqual(["unusable", []]);

  state.set(OK);
  expect([channels.states.held(), opened]).toEqual([[], ["sms"]]);
});

test("a failed delivery holds nothing: the next one may succeed", () => {
  const channel = aChannel();
  channels.add(channel);
  channels.states.delivered(channel, REFUSED);
  expect(channels.states.held()).toEqual([]);
});

test("a channel in another's place begins anew, and hears nothing of the other's deliveries and connection", () => {
  const state = new Observable<ChannelState>(OK);
  const before = aChannel(state);
  channels.add(before);
  const opened = heard("opened");
  channels.suspend(before);
  expect([channels.states.held(), opened]).toEqual([["sms"], []]);

  channels.add(aChannel());
  channels.states.delivered(before, AWAY);
  state.set(AWAY);
  expect([channels.states.of("sms")?.status, opened]).toEqual(["ok", ["sms"]]);
});

test("a channel that is gone has no state", () => {
  const remove = channels.add(aChannel());
  const changed = heard("changed");
  remove();
  expect([channels.states.of("sms"), changed]).toEqual([undefined, ["sms"]]);
});
