import { startMailServer } from "../smtp/server.js";
import { ServiceBench, SUPPORT } from "./bench.js";

const step = {
  ticketer: { uuid: SUPPORT.uuid, name: "Support" },
  subject: "Needs help",
  body: "From @contact.urn",
  result_name: "Ticket",
};

test("a server of one's own opens the ticket, and names it", async () => {
  await using bench = await ServiceBench.open([[201, { external_id: 123456 }]]);
  const events = await bench.run("open_ticket", step, { ticketers: { Support: { protocol: "http", url: bench.url } } });
  const { ticket } = events[1] as unknown as { ticket: { uuid: string } };
  expect(events).toMatchObject([
    { type: "service_called", service: "ticketer", http_logs: [{ status: "success" }] },
    { type: "ticket_opened", ticket: { subject: "Needs help", body: "From tel:+15550100", external_id: "123456" } },
    { type: "run_result_changed", value: ticket.uuid, category: "Success" },
  ]);
  expect(JSON.parse(bench.seen[0]!.body)).toMatchObject({
    ticketer: { name: "Support" },
    ticket: { uuid: ticket.uuid },
  });
  expect(bench.seen[0]!.headers["idempotency-key"]).toMatch(/:1:event-\d$/);
});

test("people get tickets by e-mail", async () => {
  await using bench = await ServiceBench.open([[200, ""]]);
  const server = await startMailServer();
  const email = { host: "127.0.0.1", port: server.port, tls: "none", from: "flows@clinic.example" } as const;
  const ticketers = { Support: { protocol: "mail", to: "support@clinic.example" } } as const;
  const events = await bench.run("open_ticket", step, { email, ticketers });
  await server.close();
  expect(events).toMatchObject([{ type: "ticket_opened" }, { type: "run_result_changed", category: "Success" }]);
  expect(server.mails[0]).toMatchObject({ to: ["support@clinic.example"] });
  expect(server.mails[0]!.source).toContain("Subject: [Support] Needs help");
});

test.each([
  [{ ticketers: {} }, "the ticketer 'Support' is not set up in the settings"],
  [
    { ticketers: { Support: { protocol: "mail", to: "a@b.example" } } } as const,
    "ticketer 'Support': there is no service for e-mail",
  ],
])("what is not set up opens no ticket", async (settings, text) => {
  await using bench = await ServiceBench.open([[200, ""]]);
  expect(await bench.run("open_ticket", step, settings)).toMatchObject([
    { type: "error", text },
    { type: "run_result_changed", value: "", category: "Failure" },
  ]);
});
