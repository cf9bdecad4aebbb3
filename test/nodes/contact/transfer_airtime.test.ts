import type { AirtimeRequest } from "../../../runtime/services/airtime.js";
import { Bench } from "../../support/bench.js";
import { flow, step } from "../../support/program.js";

const DONE = { currency: "USD", desiredAmount: 2, actualAmount: 2, exchanges: [] };
const channel = (uuid: string, schemes: string[]) => ({
  uuid,
  name: uuid,
  address: "+15550199",
  schemes,
  roles: ["send"],
});

test.each([
  ["the number of the contact's preferred channel", ["tel"], "tel:+15550199"],
  ["nobody where that is no phone", ["mailto"], ""],
])("the sender is %s", async (_who, schemes, sender) => {
  const asked: AirtimeRequest[] = [];
  const airtime = { transfer: (request: AirtimeRequest) => Promise.resolve(DONE).finally(() => asked.push(request)) };
  const bench = await Bench.open({ services: { airtime }, assets: { channels: [channel("c", schemes)] } });
  const contact = { uuid: "u", created_on: "2026-01-01T00:00:00Z", urns: ["mailto:ann@b.example", "tel:+15550100"] };
  await bench.store.createContact({ id: "u", document: contact, urns: contact.urns });

  const transfer = step("airtime", "contact-transfer_airtime", { amounts: { USD: 2 }, result_name: "Gift" });
  await bench.run(flow("f", [transfer]), { urn: "mailto:ann@b.example" });

  expect(asked).toMatchObject([{ sender, recipient: "tel:+15550100" }]);
});
