import type { TicketerService } from "../../../services/ticketer.js";

/** A ticketer that refuses tickets whose subject speaks of failing. */
export function fakeTicketer(now: () => number): TicketerService {
  return {
    open(_ticketer, { subject }) {
      const fails = subject.includes("fail");
      const body = Buffer.from(JSON.stringify({ status: fails ? "fail" : "ok" }));
      const exchange = {
        url: "http://nyaruka.tickets.com/tickets.json",
        request: `POST /tickets.json HTTP/1.1\r\n\r\n${JSON.stringify({ subject })}`,
        response: { status: fails ? 400 : 200, head: `HTTP/1.0 ${fails ? 400 : 200} OK\r\n\r\n`, body },
        at: now(),
        elapsedMs: 1,
      };
      const exchanges = [exchange];
      return Promise.resolve(
        fails ? { exchanges, error: "error calling ticket API" } : { exchanges, externalId: "123456" },
      );
    },
  };
}
