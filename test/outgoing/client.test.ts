import { gzipSync } from "node:zlib";
import { bodyOf, loopback } from "./server.js";

test("a request and its answer are told as they went over the wire", async () => {
  await using server = await loopback((_request, response) => {
    response.writeHead(201, { "Content-Type": "application/json", Date: "Sat, 28 Nov 2026 06:00:00 GMT" });
    response.end('{"ok":true}');
  });

  const { exchange, failure } = await server.http.send({
    method: "post",
    url: `${server.url}/hook?a=1`,
    headers: { "Content-Type": "application/json" },
    body: '{"name":"Zoë"}',
  });

  expect(failure).toBeUndefined();
  expect(exchange.request).toBe(
    `POST /hook?a=1 HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nUser-Agent: Switchboard\r\nContent-Length: 15\r\n` +
      'Content-Type: application/json\r\nAccept-Encoding: gzip, deflate, br\r\n\r\n{"name":"Zoë"}',
  );
  expect(exchange.response?.status).toBe(201);
  expect(exchange.response?.head).toContain("HTTP/1.1 201 Created\r\nContent-Type: application/json\r\n");
  expect(Buffer.from(exchange.response?.body ?? []).toString()).toBe('{"ok":true}');
});

test("the server gets the headers and the body that were asked for", async () => {
  const got: unknown[] = [];
  await using server = await loopback((request, response) => {
    void bodyOf(request).then((body) => {
      got.push({ authorization: request.headers.authorization, host: request.headers.host, body });
      response.end();
    });
  });

  await server.http.send({
    method: "PUT",
    url: server.url.replace("//", "//user:secret@"),
    headers: { Host: "elsewhere.example", "Content-Length": "1" },
    body: "hello",
  });

  expect(got).toEqual([
    {
      authorization: `Basic ${Buffer.from("user:secret").toString("base64")}`,
      host: `127.0.0.1:${server.port}`,
      body: "hello",
    },
  ]);
});

test("a compressed answer is read as what it is", async () => {
  await using server = await loopback((_request, response) => {
    response.writeHead(200, { "Content-Encoding": "gzip" }).end(gzipSync("plain"));
  });

  const { exchange } = await server.http.send({ method: "GET", url: server.url });

  expect(Buffer.from(exchange.response?.body ?? []).toString()).toBe("plain");
});

test("an archive that blows up is given up at the limit", async () => {
  const bomb = gzipSync(Buffer.alloc(50_000_000));
  await using server = await loopback(
    (_request, response) => void response.writeHead(200, { "Content-Encoding": "gzip" }).end(bomb),
    { maxResponseBytes: 100_000 },
  );

  const { exchange, failure } = await server.http.send({ method: "GET", url: server.url });

  expect(failure).toEqual({ kind: "too_large", text: "the response has more than 100000 bytes" });
  expect(exchange.response).toMatchObject({ status: 200, body: new Uint8Array() });
});

test("a server that never answers, or never ends its answer, has its time", async () => {
  await using silent = await loopback(() => {});
  await using endless = await loopback((_request, response) => void response.write("and so on"));

  const answers = await Promise.all(
    [silent, endless].map(({ http, url }) => http.send({ method: "GET", url, timeoutMs: 50 })),
  );

  expect(answers.map(({ failure }) => failure)).toEqual([
    { kind: "timeout", text: "no answer in time" },
    { kind: "timeout", text: "no answer in time" },
  ]);
});

test.each([
  ["no URL", { method: "GET", url: "not a url" }],
  ["another scheme", { method: "GET", url: "file:///etc/passwd" }],
  ["no method", { method: "GET /", url: "http://127.0.0.1/" }],
  ["a header that would break out", { method: "GET", url: "http://127.0.0.1/", headers: { "X-A": "a\r\nX-B: b" } }],
])("%s is no request", async (_what, request) => {
  await using server = await loopback((_request, response) => void response.end());

  const { failure } = await server.http.send(request);

  expect(failure?.kind).toBe("invalid");
});

test("a connection that is cut is a failure, and no exception", async () => {
  await using server = await loopback((request) => void request.socket.destroy());

  const { exchange, failure } = await server.http.send({ method: "GET", url: server.url });

  expect(failure?.kind).toBe("connection");
  expect(exchange.response).toBeUndefined();
});
