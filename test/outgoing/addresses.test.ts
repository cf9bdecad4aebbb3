import { systemClock } from "../../runtime/clock.js";
import { AddressPolicy } from "../../runtime/outgoing/addresses.js";
import { OutgoingHttp } from "../../runtime/outgoing/client.js";
import { loopback } from "./server.js";

test.each([
  "127.0.0.1",
  "10.0.0.1",
  "172.16.0.1",
  "192.168.1.1",
  "169.254.169.254",
  "100.64.0.1",
  "0.0.0.0",
  "224.0.0.1",
  "[::1]",
  "[fe80::1]",
  "[fd00::1]",
  "[::ffff:127.0.0.1]",
  "[64:ff9b::7f00:1]",
])("%s is not public", (host) => {
  expect(() => new AddressPolicy().check(host)).toThrow("is not a public address");
});

test.each(["1.1.1.1", "[2606:4700:4700::1111]"])("%s is public", (host) => {
  expect(() => new AddressPolicy().check(host)).not.toThrow();
});

test("a range of the settings is allowed, and nothing beside it", () => {
  const policy = new AddressPolicy(["10.1.0.0/16"]);

  expect(() => policy.check("10.1.2.3")).not.toThrow();
  expect(() => policy.check("10.2.0.1")).toThrow("10.2.0.1 is not a public address");
});

test("what is no host, address or range is refused with the settings", () => {
  expect(() => new AddressPolicy(["http://intranet/"])).toThrow("'http://intranet/' is no host name, address or range");
});

test.each([
  "http://127.0.0.1:1/",
  "http://0x7f.1:1/",
  "http://2130706433:1/",
  "http://localhost:1/",
  "http://[::1]:1/",
])("%s is refused before anything is connected", async (url) => {
  const http = new OutgoingHttp(systemClock);

  const { failure } = await http.send({ method: "GET", url });

  expect(failure?.kind).toBe("refused");
});

test("a name that the settings allow may have any address", async () => {
  await using server = await loopback((_request, response) => void response.end("here"), { allow: ["localhost"] });

  const { exchange, failure } = await server.http.send({ method: "GET", url: `http://localhost:${server.port}/` });

  expect(failure).toBeUndefined();
  expect(exchange.response?.status).toBe(200);
});
