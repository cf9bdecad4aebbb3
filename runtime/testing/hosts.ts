import { programTestHost, type TestHost } from "./host.js";

/** The host that a command line names. The wires host brings a whole Node-RED, so it is only loaded when it is asked for. */
export async function testHost(name: string): Promise<TestHost> {
  if (name === "program") return programTestHost;
  if (name === "wires") return (await import("./wires-host.js")).openWiresTestHost();
  throw new Error(`There is no host '${name}'; it is program or wires.`);
}
