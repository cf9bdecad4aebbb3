import type { Switchboard } from "../../runtime/switchboard/switchboard.js";
import { callView, type CallView } from "./call-view.js";
import { collectorsOf } from "./collector-view.js";
import { topics, type Feed } from "./feed.js";
import type { PhoneCall } from "./phone-call.js";

/** Newest calls in progress that a page shows. */
const MAX_SHOWN = 12;

/** Shows calls to whoever looks on. */
export class Display {
  constructor(
    private readonly switchboard: Switchboard,
    private readonly feed: Feed,
    /** All calls that are known, oldest first. */
    private readonly calls: () => readonly PhoneCall[],
  ) {}

  /** The calls that a page shows, oldest first. */
  shown(): readonly PhoneCall[] {
    return this.calls()
      .filter(({ isOver }) => !isOver)
      .slice(-MAX_SHOWN);
  }

  async view(call: PhoneCall): Promise<CallView> {
    const { metaflows, callCentre } = this.switchboard;
    const collectors = await collectorsOf(metaflows, call.session);
    return callView(call, { calls: this.calls(), collectors, callCentre });
  }

  /** Shows a call anew to whoever looks at it, or at a call that shares one of the bridges with it. */
  changed(call: PhoneCall, bridges: ReadonlySet<string> = call.bridges): void {
    this.#publish(call);
    if (bridges.size === 0) return;
    for (const other of this.calls())
      if (other !== call && [...other.bridges].some((bridge) => bridges.has(bridge))) this.#publish(other);
  }

  /** Whether a page plays what is heard on a call. */
  isHeard(id: string): boolean {
    if (this.feed.isWatched(topics.call(id))) return true;
    return this.feed.isWatched(topics.calls) && this.shown().some((call) => call.id === id);
  }

  #publish(call: PhoneCall): void {
    const numbers = call.legs.map((leg) => topics.phone(call.numberOf(leg)));
    const isShown = this.feed.isWatched(topics.calls) && (call.isOver || this.shown().includes(call));
    const watched = new Set([topics.call(call.id), ...numbers].filter((topic) => this.feed.isWatched(topic)));
    if (isShown) watched.add(topics.calls);
    if (watched.size === 0) return;
    const { log } = this.switchboard;
    this.view(call).then(
      (view) => watched.forEach((topic) => this.feed.publish(topic, { type: "call", call: view })),
      (error: unknown) => log.warn(`A call cannot be shown: ${String(error)}`),
    );
  }
}
