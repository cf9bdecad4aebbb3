import type { OutgoingHttp } from "./client.js";

declare module "../engine/services.js" {
  interface Services {
    /** Requests by HTTP in the middle of a sprint. What may take long or must not be made twice is an effect: `requestEffect`. */
    readonly http?: OutgoingHttp;
  }
}
