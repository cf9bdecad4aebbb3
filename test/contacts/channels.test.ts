import { Assets } from "../../runtime/contacts/assets.js";
import {
  channelForUrn,
  contactCountry,
  destinations,
  preferChannel,
  preferredDestination,
} from "../../runtime/contacts/channels.js";
import { readContact } from "../../runtime/contacts/contact.js";
import { environment } from "./environments.js";

function channel(uuid: string, changes: object = {}): object {
  return { uuid, name: uuid, address: "+", schemes: ["tel"], roles: ["send", "receive"], ...changes };
}

const { channels } = new Assets(
  {
    channels: [
      channel("rw", { address: "+250961111111", country: "RW" }),
      channel("rw-mtn", { address: "1313", country: "RW", match_prefixes: ["25078", "25077"] }),
      channel("us", { address: "+12345671111", country: "US" }),
      channel("voice", { address: "+12345672222", country: "US", roles: ["call", "answer"] }),
      channel("bulk", { roles: ["send"], parent: { uuid: "us", name: "us" }, country: "US", address: "bulk" }),
      channel("chat", { address: "@bot", schemes: ["telegram", "twitter"] }),
    ],
  },
  environment(),
);

function nameFor(urn: string, role: "send" | "receive" | "call" = "send"): string | undefined {
  return channelForUrn(channels, urn, role)?.name;
}

describe("the channel for a URN", () => {
  test("is its own one, if that has the role", () => {
    expect(nameFor("tel:+250788383383?channel=rw")).toBe("rw");
    expect(nameFor("tel:+12065551212?channel=us", "call")).toBe("voice");
  });

  test("is another one, if its own is not known", () => {
    expect(nameFor("tel:+250788383383?channel=gone")).toBe("rw-mtn");
  });

  test("is the one whose number or prefixes have most digits in common", () => {
    expect(nameFor("tel:+250788383383")).toBe("rw-mtn");
    expect(nameFor("tel:+250961234567")).toBe("rw");
  });

  test("is in the number's country, unless it sends abroad", () => {
    expect(nameFor("tel:+593979111222")).toBeUndefined();
    const abroad = new Assets(
      { channels: [channel("us", { country: "US", allow_international: true })] },
      environment(),
    ).channels;
    expect(channelForUrn(abroad, "tel:+593979111222", "send")?.name).toBe("us");
  });

  test("is the later one of those that fit equally", () => {
    const alike = new Assets({ channels: [channel("first"), channel("second")] }, environment()).channels;
    expect(channelForUrn(alike, "tel:+593979111222", "send")?.name).toBe("second");
  });

  test("hands over to the channel it is the parent of, in a role that this one has", () => {
    expect(nameFor("tel:+12065551212?channel=us")).toBe("bulk");
    expect(nameFor("tel:+12065551212?channel=us", "receive")).toBe("us");
  });

  test("is the first of the scheme for all but phone numbers", () => {
    expect(nameFor("telegram:12345")).toBe("chat");
    expect(nameFor("viber:abc")).toBeUndefined();
  });
});

describe("a contact's destinations", () => {
  const { contact } = readContact(
    {
      uuid: "5d76d86b-3bb9-4d5a-b822-c9d86f5d8e4f",
      created_on: "2018-06-20T11:40:30Z",
      urns: ["viber:abc", "tel:+250788383383", "telegram:12345"],
    },
    new Assets({}, environment()),
  );

  test("are the URNs that a channel can send to, in order", () => {
    expect(destinations(channels, contact).map(({ urn, channel }) => [urn, channel.name])).toEqual([
      ["tel:+250788383383", "rw-mtn"],
      ["telegram:12345", "chat"],
    ]);
  });

  test("start with the preferred one, whose channel gives the country", () => {
    expect(preferredDestination(channels, contact)?.urn).toBe("tel:+250788383383");
    expect(contactCountry(channels, contact)).toBe("RW");
  });
});

describe("preferring a channel", () => {
  const urns = ["telegram:12345?channel=other", "twitter:bob", "tel:+250788383383?channel=us&id=1"];

  test("moves phone numbers and URNs without a channel to it, and to the front", () => {
    const chat = channels.get("chat") ?? null;
    const rw = channels.get("rw") ?? null;
    expect(preferChannel(urns, chat)).toEqual(["twitter:bob?channel=chat", urns[0], urns[2]]);
    expect(preferChannel(urns, rw)).toEqual(["tel:+250788383383?channel=rw&id=1", urns[0], urns[1]]);
  });

  test("no more makes all URNs belong to none", () => {
    expect(preferChannel(urns, null)).toEqual(["telegram:12345", "twitter:bob", "tel:+250788383383?id=1"]);
  });
});
