import { Assets } from "../../runtime/contacts/assets.js";
import { environment } from "./environments.js";

const assets = new Assets(
  {
    channels: [{ uuid: "c1", name: "Phone", address: "+1", schemes: ["tel"], roles: ["send"] }],
    fields: [{ uuid: "f1", key: "age", name: "Age", type: "number" }],
    flows: [{ uuid: "w1", name: "Registration", nodes: [] }],
    globals: [{ key: "org", name: "Org", value: "U-Report" }],
    groups: [
      { uuid: "g1", name: "Testers" },
      { uuid: "g2", name: "TESTERS" },
    ],
    labels: [{ uuid: "l1", name: "Spam" }],
    resthooks: [{ slug: "registered", subscribers: ["http://localhost/"] }],
    users: [{ email: "bob@example.org", name: "Bob" }],
  },
  environment(),
);

describe("assets", () => {
  test("are found by what identifies them", () => {
    expect(assets.channels.get("c1")?.name).toBe("Phone");
    expect(assets.fields.get("age")?.type).toBe("number");
    expect(assets.globals.get("org")?.value).toBe("U-Report");
    expect(assets.resthooks.get("registered")?.subscribers).toEqual(["http://localhost/"]);
    expect(assets.users.get("bob@example.org")?.name).toBe("Bob");
    expect(assets.channels.get("c2")).toBeUndefined();
  });

  test("are found by name in any case, the first of several", () => {
    expect(assets.groups.findByName("testers")?.uuid).toBe("g1");
    expect(assets.labels.findByName("SPAM")?.uuid).toBe("l1");
    expect(assets.labels.findByName("ham")).toBeUndefined();
  });

  test("leave flows as they are", () => {
    expect(assets.flows.get("w1")).toEqual({ uuid: "w1", name: "Registration", nodes: [] });
  });

  test("may lack any kind", () => {
    const none = new Assets({}, environment());
    expect([...none.channels, ...none.groups, ...none.templates]).toEqual([]);
    expect(none.locations).toBeUndefined();
  });

  test("are refused with the places that are wrong", () => {
    const wrong = { fields: [{ key: "age", name: "Age", type: "colour" }], locations: [{ children: [] }] };
    expect(() => new Assets(wrong, environment())).toThrow(
      /^the asset document is not valid: .*fields\/0\/type.*locations\/0/,
    );
  });
});
