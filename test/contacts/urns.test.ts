import { formatNationally, phoneCountry, readPhoneNumber } from "../../runtime/contacts/phones.js";
import { urnDisplay, urnText } from "../../runtime/contacts/urn-display.js";
import {
  formatUrn,
  normalizeUrn,
  parseUrn,
  urnChannel,
  urnIdentity,
  withUrnChannel,
} from "../../runtime/contacts/urns.js";

describe("URNs", () => {
  test("are taken apart and put together with their reserved characters escaped", () => {
    const parsed = parseUrn("ext:100%25%23?id=1#Jo%3F");
    expect(parsed).toEqual({ ok: true, parts: { scheme: "ext", path: "100%#", query: "id=1", display: "Jo?" } });
    if (parsed.ok) expect(formatUrn(parsed.parts)).toBe("ext:100%25%23?id=1#Jo%3F");
  });

  test("are the same if scheme and path are", () => {
    expect(urnIdentity("telegram:12345?channel=x#Jane")).toBe(urnIdentity("telegram:12345"));
  });

  test("keep the rest of their query when they move to another channel", () => {
    const urn = withUrnChannel("tel:+12065551212?id=123", "57f1078f-88aa-46f4-a59a-948a5739c03d");
    expect(urn).toBe("tel:+12065551212?channel=57f1078f-88aa-46f4-a59a-948a5739c03d&id=123");
    expect(urnChannel(urn)).toBe("57f1078f-88aa-46f4-a59a-948a5739c03d");
    expect(withUrnChannel(urn, undefined)).toBe("tel:+12065551212?id=123");
  });

  test("show neither query nor, where redacted, path", () => {
    expect(urnText("twitterid:5478#bob", "none")).toBe("twitterid:5478#bob");
    expect(urnText("tel:+12065551212?id=123", "none")).toBe("tel:+12065551212");
    expect(urnText("tel:+12065551212?id=123", "urns")).toBe("tel:********");
    expect(urnDisplay("tel:+12065551212", "urns")).toBe("********");
  });

  test("are displayed as people read them", () => {
    expect(urnDisplay("tel:+12065551212", "none")).toBe("(206) 555-1212");
    expect(urnDisplay("tel:1337", "none")).toBe("1337");
    expect(urnDisplay("twitterid:5478#bob", "none")).toBe("bob");
    expect(urnDisplay("mailto:bob@example.org", "none")).toBe("bob@example.org");
  });

  test("of an unknown country are normalized without it", () => {
    expect(normalizeUrn("tel:0788 383 383", "ZZ")).toBe("tel:0788383383");
  });
});

describe("phone numbers", () => {
  test("are the whole text or none", () => {
    expect(readPhoneNumber("(202) 456-1111", "US")).toBe("+12024561111");
    expect(readPhoneNumber("call (202) 456-1111", "US")).toBeUndefined();
  });

  test("tell their country", () => {
    expect(phoneCountry("+250788383383")).toBe("RW");
    expect(phoneCountry("1337")).toBeUndefined();
    expect(formatNationally("+250788383383")).toBe("0788 383 383");
  });
});
