import { stateNotices, watch } from "./server.js";

/** Calls that are kept; those that have ended go first. */
const MAX_CALLS = 50;

/** The calls of all phones, as the server tells of them. Dispatches `change`. */
export class Calls extends EventTarget {
  /** Views of calls by their ids, oldest first, also of those that have ended. */
  all = new Map();
  /** What is wrong with the connection; undefined: nothing. */
  notice;
  #stop;

  constructor() {
    super();
    this.#stop = watch(
      { calls: "all" },
      (news) => this.#take(news),
      (state) => {
        this.notice = stateNotices[state];
        this.#changed();
      },
    );
  }

  close() {
    this.#stop();
  }

  /** The phones of all calls, as `{call, leg}`, oldest call first. */
  get phones() {
    return [...this.all.values()].flatMap((call) => call.legs.map((leg) => ({ call, leg })));
  }

  #take(news) {
    if (news.type === "calls") {
      const told = new Map(news.calls.map((call) => [call.id, call]));
      const ended = [...this.all.values()].filter(({ id }) => !told.has(id)).map(end);
      this.all = new Map([...ended.map((call) => [call.id, call]), ...told]);
    } else this.all.set(news.call.id, news.call);
    const ended = [...this.all.values()].filter((call) => !isLive(call));
    for (const { id } of ended.slice(0, Math.max(0, this.all.size - MAX_CALLS))) this.all.delete(id);
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}

export function isLive({ legs }) {
  return legs.some(({ status }) => status !== "ended");
}

/** A call of which the server says nothing any more. */
function end(call) {
  return { ...call, status: "ended", legs: call.legs.map((leg) => ({ ...leg, status: "ended", talks_to: [] })) };
}
