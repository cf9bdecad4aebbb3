import { statusReport } from "../../../adapters/eightbyeight/status.js";
import type { Json } from "../../../runtime/json.js";

const receipt = (status: Json) =>
  statusReport({ eventType: "outbound_message_status_changed", payload: { umid: "m1", status } });

test.each([
  ["queued", "queued"],
  ["sent", "sent"],
  ["delivered", "delivered"],
  ["read", "read"],
  ["Undelivered", "failed"],
  ["rejected", "failed"],
])("the state %s is the status %s", (state, status) => {
  expect(receipt({ state })).toEqual({ umid: "m1", report: { status } });
});

test("what was delivered to the operator has not reached the contact yet", () => {
  expect(receipt({ state: "delivered", detail: "delivered_to_operator" })).toMatchObject({
    report: { status: "sent" },
  });
  expect(receipt({ state: "delivered", detail: "delivered_to_recipient" })).toMatchObject({
    report: { status: "delivered" },
  });
});

test("a failure has its code and its reason", () => {
  const status = {
    state: "undelivered",
    detail: "rejected_by_operator",
    errorCode: 14,
    errorMessage: "Unknown subscriber",
  };
  expect(receipt(status)).toMatchObject({ report: { status: "failed", code: "14", reason: "Unknown subscriber" } });
});

test.each([[{ state: "unknown" }], [{ state: "toString" }], [{}], ["delivered"]])(
  "%j says nothing that is known",
  (status) => {
    expect(receipt(status)).toBeUndefined();
  },
);
