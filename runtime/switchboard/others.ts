import { ASSETS_KIND } from "../assets/store.js";
import type { StoreNews } from "../store/store.js";
import type { Deployments } from "./deployments.js";
import type { Lanes } from "./lanes.js";
import type { Outbox } from "../outbox/outbox.js";
import type { Switchboard } from "./switchboard.js";
import type { Timers } from "./timers.js";

/** Learns what other processes on the same store did: what this one keeps in memory must not grow old, and work must not lie. */
export class Others {
  /** One after the other, so that the newest version of a definition is the last to be read. */
  #reading = Promise.resolve();

  constructor(
    private readonly switchboard: Switchboard,
    private readonly lanes: Lanes,
    private readonly timers: Timers,
    private readonly outbox: Outbox,
    private readonly deployments: Deployments,
  ) {}

  /** Never rejects: what cannot be learned now is told in the log. */
  async hear(news: StoreNews): Promise<void> {
    try {
      await this.#learn(news);
    } catch (error) {
      this.switchboard.log.warn(`News of other processes cannot be used (${news.about}): ${String(error)}`);
    }
  }

  async #learn(news: StoreNews): Promise<void> {
    switch (news.about) {
      case "lane":
        return this.lanes.wake(news.lane);
      case "timers":
        return this.timers.fire();
      case "effects":
        return this.outbox.wake();
      case "events":
        return void this.switchboard.events.emit("reported");
      case "detached":
        return tellOfRestart(this.switchboard, news);
      case "definition":
        return this.#read(() => this.#definition(news.id));
      case "anything":
        return this.#read(() => this.#anything());
    }
  }

  #read(read: () => Promise<void>): Promise<void> {
    const done = this.#reading.then(read);
    this.#reading = done.catch(() => {});
    return done;
  }

  async #definition(id: string): Promise<void> {
    this.switchboard.flows.forget(id);
    this.switchboard.scopes.documents.forget();
    if (id === ASSETS_KIND) await this.switchboard.assetSources.load();
    await this.deployments.refresh(id);
  }

  async #anything(): Promise<void> {
    this.switchboard.log.info("The store was away for a while, and is back.");
    this.switchboard.flows.forget();
    this.switchboard.scopes.documents.forget();
    await this.switchboard.assetSources.load();
    await this.deployments.refreshAll();
    this.switchboard.events.emit("reported");
    await this.lanes.wakeAll();
    this.timers.fire();
    this.outbox.wake();
  }
}

/** A session is told that the process which held its detached tokens is gone. */
export async function tellOfRestart(
  switchboard: Pick<Switchboard, "clock" | "accept">,
  { session, lane }: { readonly session: string; readonly lane: string },
): Promise<void> {
  const at = switchboard.clock.now();
  await switchboard.accept({ source: "restart", lane, session, at, input: { type: "restarted" } });
}
