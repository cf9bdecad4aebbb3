import { startMailServer } from "../smtp/server.js";
import { ServiceBench } from "./bench.js";

const step = { addresses: ["ann@example.org"], subject: "Your  token", body: "It is @contact.urn" };
const email = (port: number) => ({ host: "127.0.0.1", port, tls: "none", from: "flows@clinic.example" }) as const;

test("send_email sends by the server of the settings", async () => {
  await using bench = await ServiceBench.open([[200, ""]]);
  const server = await startMailServer();
  const events = await bench.run("send_email", step, { email: email(server.port) });
  await server.close();
  expect(events).toEqual([
    { type: "email_sent", to: ["ann@example.org"], subject: "Your token", body: "It is tel:+15550100" },
  ]);
  expect(server.mails[0]!.source).toContain("It is tel:+15550100");
});

test("what the server refuses is an error", async () => {
  await using bench = await ServiceBench.open([[200, ""]]);
  const server = await startMailServer({ recipient: () => 550 });
  const events = await bench.run("send_email", step, { email: email(server.port) });
  await server.close();
  expect(events).toEqual([{ type: "error", text: expect.stringMatching(/^unable to send email: .*127\.0\.0\.1/) }]);
});

test("without a service there is no e-mail", async () => {
  await using bench = await ServiceBench.open([[200, ""]]);
  expect(await bench.run("send_email", step)).toEqual([
    { type: "error", text: "unable to send email: there is no service for e-mail" },
  ]);
});
