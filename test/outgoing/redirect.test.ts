import { bodyOf, loopback } from "./server.js";

test("a redirect is followed; what is given elsewhere has no credentials", async () => {
  const seen: unknown[] = [];
  await using target = await loopback((request, response) => {
    seen.push([request.method, request.url, request.headers.authorization, request.headers["content-type"]]);
    response.end("there");
  });
  await using server = await loopback((_request, response) => {
    response.writeHead(302, { Location: `${target.url}/new` }).end();
  });

  const { exchange } = await server.http.send({
    method: "POST",
    url: server.url,
    headers: { Authorization: "Bearer secret", "Content-Type": "text/plain" },
    body: "hello",
  });

  expect(exchange.response?.status).toBe(200);
  expect(seen).toEqual([["GET", "/new", undefined, undefined]]);
});

test("307 sends the same again", async () => {
  const bodies: string[] = [];
  await using server = await loopback((request, response) => {
    void bodyOf(request).then((body) => {
      bodies.push(`${request.method} ${request.url} ${body}`);
      if (request.url === "/old") response.writeHead(307, { Location: "/new" });
      response.end();
    });
  });

  await server.http.send({ method: "POST", url: `${server.url}/old`, body: "hello" });

  expect(bodies).toEqual(["POST /old hello", "POST /new hello"]);
});

test("a redirect leads to no address that is not allowed", async () => {
  await using server = await loopback((_request, response) => {
    response.writeHead(302, { Location: "http://169.254.169.254/latest/meta-data/" }).end();
  });

  const { failure } = await server.http.send({ method: "GET", url: server.url });

  expect(failure?.kind).toBe("refused");
});

test("a circle of redirects has an end", async () => {
  await using server = await loopback((_request, response) => void response.writeHead(302, { Location: "/" }).end());

  const { failure } = await server.http.send({ method: "GET", url: server.url });

  expect(failure).toEqual({ kind: "redirects", text: "more than 5 redirects" });
});

test("where redirects are the caller's, they are the answer", async () => {
  await using server = await loopback((_request, response) => void response.writeHead(302, { Location: "/" }).end());

  const { exchange } = await server.http.send({ method: "GET", url: server.url, redirect: "manual" });

  expect(exchange.response?.status).toBe(302);
});
