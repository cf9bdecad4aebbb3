/** What an answer has other than the contract's example; `status`: it is a refusal. */
export type RestAnswer = { readonly fields: object } | { readonly status: number; readonly code: number };

const NOT_FOUND: RestAnswer = { status: 404, code: 20404 };

interface Room {
  readonly sid: string;
  readonly name: string;
  started: boolean;
  readonly calls: Map<string, { hold: boolean; muted: boolean }>;
}

/**
 * The conferences of an account, as Twilio's own pages describe them: one begins when two calls have come into it, and ends with the
 * last (https://www.twilio.com/docs/voice/twiml/conference).
 */
export class Rooms {
  readonly #rooms: Room[] = [];
  #dialled = 0;

  enter(name: string, call: string): void {
    this.leave(call);
    const room = this.#running(name) ?? this.#open(name);
    room.calls.set(call, { hold: false, muted: false });
    room.started ||= room.calls.size > 1;
  }

  leave(call: string): void {
    for (const room of this.#rooms) room.calls.delete(call);
  }

  /** Names and states of a call's conference. */
  of(call: string): { readonly name: string; readonly hold: boolean; readonly muted: boolean } | undefined {
    const room = this.#rooms.find(({ calls }) => calls.has(call));
    const state = room?.calls.get(call);
    return room && state && { name: room.name, ...state };
  }

  /** What a request about conferences is answered with; undefined: it is about something else. */
  answer(method: string, path: string, values: URLSearchParams): RestAnswer | undefined {
    const [, sid, participants, call] =
      /^\/Conferences(?:\/([^/]+)(?:\/(Participants)(?:\/(\w+))?)?)?\.json$/.exec(path) ?? [];
    if (!path.startsWith("/Conferences")) return undefined;
    if (sid === undefined) return { fields: { conferences: this.#list(values) } };
    if (method === "POST" && participants && call === undefined) return this.#dial(decodeURIComponent(sid));
    const room = this.#rooms.find((each) => each.sid === sid && each.calls.size > 0);
    if (!room) return NOT_FOUND;
    if (participants && call === undefined) return { fields: { participants: participantsOf(room, values) } };
    const state = call === undefined ? undefined : room.calls.get(call);
    if (method !== "POST" || !state) return NOT_FOUND;
    for (const [name, key] of [
      ["Hold", "hold"],
      ["Muted", "muted"],
    ] as const)
      if (values.has(name)) state[key] = values.get(name) === "true";
    return { fields: { conference_sid: sid, call_sid: call, ...state } };
  }

  /** Twilio calls somebody for a conference, by its name. */
  #dial(name: string): RestAnswer {
    const sid = `CA${"e".repeat(31)}${++this.#dialled}`;
    this.enter(name, sid);
    return { fields: { call_sid: sid, conference_sid: this.#running(name)?.sid } };
  }

  #list(values: URLSearchParams): object[] {
    const found = this.#rooms.filter(({ name, calls, started }) => {
      const status = calls.size === 0 ? "completed" : started ? "in-progress" : "init";
      return name === values.get("FriendlyName") && (values.get("Status") ?? status) === status;
    });
    return found.map(({ sid, name }) => ({ sid, friendly_name: name }));
  }

  #running(name: string): Room | undefined {
    return this.#rooms.find((room) => room.name === name && room.calls.size > 0);
  }

  #open(name: string): Room {
    const sid = `CF${String(this.#rooms.length + 1).padStart(32, "0")}`;
    const room: Room = { sid, name, started: false, calls: new Map() };
    this.#rooms.push(room);
    return room;
  }
}

function participantsOf({ sid, calls }: Room, values: URLSearchParams): object[] {
  const hold = values.get("Hold");
  return [...calls]
    .filter(([, state]) => hold === null || String(state.hold) === hold)
    .map(([call, state]) => ({ conference_sid: sid, call_sid: call, ...state }));
}
