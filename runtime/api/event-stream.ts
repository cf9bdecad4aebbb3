import type { Request, Response } from "express";
import type { Clock } from "../clock.js";
import type { Json, JsonObject } from "../json.js";

/** Proxies close connections that are silent for longer (many after 30 s or 60 s). */
const HEARTBEAT_MS = 15_000;
/** What may wait for a slow reader, in bytes. One that falls further behind is disconnected, and takes up again later. */
const MAX_BUFFERED_BYTES = 1024 * 1024;

/** Server-sent events to one reader. */
export class EventStream {
  #closed = false;
  #cancelHeartbeat: () => void = () => {};
  readonly #onClose = new Set<() => void>();

  constructor(
    request: Request,
    private readonly response: Response,
    private readonly clock: Clock,
  ) {
    response.status(200).set({
      "Content-Type": "text/event-stream; charset=utf-8",
      "Cache-Control": "no-cache, no-transform",
      "X-Accel-Buffering": "no",
    });
    response.flushHeaders();
    request.socket.setNoDelay(true);
    response.on("close", () => this.#close());
    response.on("error", () => this.#close());
    this.#beat();
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Calls back once when the reader has gone. */
  onClose(callback: () => void): void {
    if (this.#closed) callback();
    else this.#onClose.add(callback);
  }

  /** `id` is what the reader names when it connects again. */
  send(data: Json | JsonObject, id?: string): void {
    if (this.#closed) return;
    this.response.write(`${id === undefined ? "" : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`);
    if (this.response.writableLength > MAX_BUFFERED_BYTES) this.end();
  }

  /** Resolves when the reader has taken what was sent, or has gone. */
  async drained(): Promise<void> {
    if (this.#closed || !this.response.writableNeedDrain) return;
    await new Promise<void>((resolve) => {
      this.response.once("drain", resolve);
      this.onClose(resolve);
    });
  }

  end(): void {
    this.#close();
    this.response.destroy();
  }

  #beat(): void {
    this.#cancelHeartbeat = this.clock.wakeAt(this.clock.now() + HEARTBEAT_MS, () => {
      this.response.write(":\n\n");
      this.#beat();
    });
  }

  #close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#cancelHeartbeat();
    for (const callback of this.#onClose) callback();
    this.#onClose.clear();
  }
}
