import express, { type RequestHandler } from "express";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { mount } from "../../runtime/nodered/mount.js";
import type { NodeRed } from "../../runtime/nodered/types.js";

const answer =
  (text: string): RequestHandler =>
  (_request, response) => {
    response.send(text);
  };

test("what is mounted stands before the editor, also when the editor was there first", async () => {
  const root = express();
  const httpNode = express();
  root.use("/", answer("editor"));
  root.use("/", httpNode);
  mount({ httpNode } as unknown as NodeRed, "/switchboard", answer("switchboard"));
  const server = root.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  expect(await (await fetch(`${url}/switchboard/health?deep=1`)).text()).toBe("switchboard");
  expect(await (await fetch(`${url}/else`)).text()).toBe("editor");
  server.closeAllConnections();
  server.close();
});
