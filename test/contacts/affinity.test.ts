import { reachedBy } from "../../runtime/contacts/affinity.js";

describe("the channel of a contact's URN", () => {
  test("is the one that the last message came by", () => {
    const contact = { urns: ["tel:+12065550100?channel=simulator", "mailto:a@example.org"] };

    const moved = reachedBy(contact, "tel:+12065550100", "mqtt");

    expect(moved["urns"]).toEqual(["tel:+12065550100?channel=mqtt", "mailto:a@example.org"]);
  });

  test("stays as it is when the message came by it", () => {
    const contact = { urns: ["tel:+12065550100?channel=mqtt"] };

    expect(reachedBy(contact, "tel:+12065550100", "mqtt")).toBe(contact);
  });
});
