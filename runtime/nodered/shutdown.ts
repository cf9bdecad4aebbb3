import { constants } from "node:os";

/** What ends Node-RED (its own list, but for Windows' and nodemon's). */
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
/** A terminal's Ctrl-C comes to npm and to us, and npm passes it on: within this time, in milliseconds, it is the same. */
const SAME_MS = 500;

/**
 * When the process is told to end, has `close` done before Node-RED stops its flows and exits: it would not wait for us. A second
 * signal ends the process at once. Where nobody listens for signals, the process is not Node-RED's own, and is left alone.
 */
export function closeBeforeExit(close: () => Promise<void>): void {
  for (const signal of SIGNALS) {
    const others = process.listeners(signal);
    if (others.length === 0) continue;
    let first: number | undefined;
    process.removeAllListeners(signal).on(signal, () => {
      const now = performance.now();
      if (first !== undefined) {
        if (now - first > SAME_MS) process.exit(128 + constants.signals[signal]);
        return;
      }
      first = now;
      void close().finally(() => others.forEach((listener) => listener(signal)));
    });
  }
}
