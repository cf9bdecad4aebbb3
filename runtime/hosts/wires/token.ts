import type { Sprint } from "../../engine/sprint.js";
import type { Run } from "../../session/session.js";
import type { Delivery } from "./delivery.js";
import type { Mark } from "./mark.js";

/**
 * Where a token is: carried through core nodes in a sprint that waits for it; resting in the snapshot because a node held it
 * too long; or nowhere any more.
 */
export type Whereabouts = Moving | { readonly kind: "detached" } | { readonly kind: "gone" };

interface Moving {
  readonly kind: "moving";
  readonly sprint: Sprint;
  readonly run: Run;
  /** The path step that it stays in, inside a block. */
  readonly step?: string;
}

/** A token between two steps, and the deliveries of the messages that carry it. */
export class TravellingToken {
  readonly deliveries = new Set<Delivery>();

  constructor(
    readonly mark: Mark,
    /** The lane of its session. */
    readonly lane: string,
    /** The tab of its run's flow. */
    readonly tab: string,
    public place: Whereabouts,
  ) {}

  /** Its sprint will not be committed (a redeploy, a defect) but run again from its input: this token means nothing. */
  get isVoid(): boolean {
    return this.place.kind === "moving" && this.place.sprint.isHalted;
  }

  /** The delivery by which a node has the token now. */
  at(node: string): Delivery | undefined {
    for (const delivery of this.deliveries) if (delivery.node === node && delivery.isInside) return delivery;
    return undefined;
  }
}

/**
 * The tokens that travel, by id. No id is given twice in a process, so that a message which an earlier attempt at a sprint left
 * behind is never taken for one of this attempt. The number of the sprint keeps them apart from what earlier processes left in
 * the snapshot.
 */
export class TravellingTokens {
  readonly #tokens = new Map<string, TravellingToken>();
  #made = 0;

  /** A new token of a run. */
  make(from: Omit<Moving, "kind">, tab: string): TravellingToken {
    const { sprint, run } = from;
    const { session } = sprint;
    const mark = { id: session.id, run: run.id, token: `${session.sprint}.w${++this.#made}` };
    const token = new TravellingToken(mark, session.lane, tab, { kind: "moving", ...from });
    this.#tokens.set(mark.token, token);
    return token;
  }

  /**
   * What a further message of the same token carries: a token of its own. A detached one is in the snapshot under its id, so
   * its messages share it, and it stays there until the last of them has come out.
   */
  fork(token: TravellingToken): TravellingToken {
    const { place } = token;
    return place.kind === "moving" ? this.make(place, token.tab) : token;
  }

  find(mark: Mark): TravellingToken | undefined {
    const token = this.#tokens.get(mark.token);
    return token?.mark.id === mark.id ? token : undefined;
  }

  forget(token: TravellingToken): void {
    token.place = { kind: "gone" };
    this.#tokens.delete(token.mark.token);
  }

  get size(): number {
    return this.#tokens.size;
  }

  list(): readonly TravellingToken[] {
    return [...this.#tokens.values()];
  }
}
