import type { TestHost } from "./host.js";

/** Flows run as tabs of a headless Node-RED. */
export function openWiresTestHost(): Promise<TestHost> {
  return Promise.reject(new Error("The wires host cannot be tested yet."));
}
