import type { CallCentre } from "../../runtime/call/centre/centre.js";
import { hearsInstead } from "../../runtime/call/control/hearing.js";
import { isRinging } from "../../runtime/call/legs/parties.js";
import type { CallDirection, CallLeg, MuteDirection, QueueEntry } from "../../runtime/session/call.js";
import type { Activity } from "./activity.js";
import type { CollectorView } from "./collector-view.js";
import type { PhoneCall, PhoneStatus } from "./phone-call.js";
import type { Playing, TranscriptLine } from "./phone.js";

/** A phone in some call. */
export interface Party {
  readonly call: string;
  readonly leg: string;
  readonly number: string;
}

export interface LegView {
  readonly id: string;
  readonly number: string;
  readonly endpoint?: string;
  /** Of the agent whose phone it is. */
  readonly agent_name?: string;
  /** As the flow sees it: the phone calls in an `incoming` one. */
  readonly direction: CallDirection;
  readonly status: PhoneStatus;
  /** It is not shown the number of who calls it. */
  readonly caller_hidden?: true;
  /** Why it has ended. */
  readonly reason?: string;
  /** What it hears instead of anybody. */
  readonly hears?: NonNullable<CallLeg["hears"]>;
  /** The leg that holds it, or `api`: a program does. */
  readonly held_by?: string;
  /** What a program has cut off: what it hears (`in`), what others hear of it (`out`). */
  readonly muted?: MuteDirection;
  readonly bridge?: string;
  /** Those whom it hears, and who hear it. */
  readonly talks_to: readonly Party[];
  readonly recorded: boolean;
  readonly playing?: Playing;
  readonly transcript: readonly TranscriptLine[];
}

export interface BridgeView {
  readonly id: string;
  /** Of a conference. */
  readonly name?: string;
  readonly parties: readonly Party[];
}

export interface QueueView extends Pick<QueueEntry, "queue" | "status" | "agent"> {
  readonly name?: string;
  readonly agent_name?: string;
}

/** A call for a page; what stands beside `legs` is the flow's own leg's. */
export interface CallView {
  readonly id: string;
  readonly direction: CallDirection;
  readonly from: string;
  readonly to: string;
  readonly status: PhoneStatus;
  readonly session?: string;
  readonly playing?: Playing;
  readonly transcript: readonly TranscriptLine[];
  /** The flow's own leg first. */
  readonly legs: readonly LegView[];
  readonly bridges: readonly BridgeView[];
  readonly queue?: QueueView;
  readonly transcribed: boolean;
  readonly collectors: readonly CollectorView[];
  readonly activities: readonly Activity[];
}

/** What a view needs beside the call. */
export interface Surroundings {
  /** All calls that are known: parties of several may share a bridge. */
  readonly calls: Iterable<PhoneCall>;
  readonly collectors: readonly CollectorView[];
  /** What agents, queues and conferences are called. */
  readonly callCentre: Pick<CallCentre, "agent" | "queue" | "conference">;
}

export function callView(call: PhoneCall, { calls, collectors, callCentre }: Surroundings): CallView {
  const { id, direction, from, to, session, state, activities } = call;
  const bridges = new Map([...call.bridges].map((bridge): [string, Member[]] => [bridge, membersOf(bridge, calls)]));
  const legs = call.legs.map((leg) => legView(call, leg, bridges, callCentre));
  const { queue, transcriptions = [] } = state ?? {};
  return {
    ...{ id, direction, from, to, status: call.status },
    ...(session && { session: session.id }),
    ...(legs[0]?.playing && { playing: legs[0].playing }),
    transcript: legs[0]?.transcript ?? [],
    legs,
    bridges: [...bridges].map(([bridge, members]) => {
      const conference = callCentre.conference(bridge);
      const name = conference && (conference.name ?? conference.id);
      return { id: bridge, ...(name !== undefined && { name }), parties: members.map(partyOf) };
    }),
    ...(queue && { queue: queueView(queue, callCentre) }),
    transcribed: transcriptions.length > 0,
    collectors,
    activities,
  };
}

interface Member extends Party {
  readonly state: CallLeg;
}

function membersOf(bridge: string, calls: Iterable<PhoneCall>): Member[] {
  return [...calls].flatMap((call) =>
    [...call.parties].flatMap(([leg, state]) =>
      state.bridge === bridge && call.statusOf(leg) !== "ended"
        ? [{ call: call.id, leg, number: state.number, state }]
        : [],
    ),
  );
}

function legView(
  call: PhoneCall,
  id: string,
  bridges: ReadonlyMap<string, readonly Member[]>,
  callCentre: Surroundings["callCentre"],
): LegView {
  const { playing, lines } = call.phone(id);
  const state = call.parties.get(id);
  const { endpoint, anonymous, hangupReason: reason, held, muted, bridge } = state ?? {};
  const agent = endpoint === undefined ? undefined : callCentre.agent(endpoint)?.name;
  const hears = state && hearsInstead(state);
  const status = call.statusOf(id);
  const across = (bridge !== undefined && bridges.get(bridge)) || [];
  return {
    ...{ id, number: call.numberOf(id), status },
    direction: state?.direction ?? (id === call.id ? call.direction : "outgoing"),
    ...(endpoint !== undefined && { endpoint }),
    ...(agent !== undefined && { agent_name: agent }),
    ...(anonymous === "yes" && { caller_hidden: true }),
    ...(reason !== undefined && { reason }),
    ...(hears !== undefined && { hears }),
    ...(held && { held_by: held.by }),
    ...(muted && { muted }),
    ...(bridge !== undefined && { bridge }),
    talks_to: talks(state) ? across.filter((other) => other.leg !== id && talks(other.state)).map(partyOf) : [],
    recorded: status !== "ended" && isRecorded(call, id),
    ...(playing && { playing: { media: playing.media, duration: playing.duration } }),
    transcript: [...lines],
  };
}

/** Whoever hears music or silence instead is not heard either. */
function talks(leg: CallLeg | undefined): boolean {
  return leg !== undefined && !isRinging(leg) && hearsInstead(leg) === undefined && leg.held === undefined;
}

function isRecorded({ state }: PhoneCall, id: string): boolean {
  const running = (state?.recordings ?? []).filter(({ status, masked }) => status === "recording" && !masked);
  return running.some(({ leg }) => leg === undefined || leg === id);
}

function partyOf({ call, leg, number }: Party): Party {
  return { call, leg, number };
}

function queueView({ queue, status, agent }: QueueEntry, callCentre: Surroundings["callCentre"]): QueueView {
  const name = callCentre.queue(queue)?.name;
  const agentName = agent === undefined ? undefined : callCentre.agent(agent)?.name;
  return {
    ...{ queue, status },
    ...(name !== undefined && { name }),
    ...(agent !== undefined && { agent }),
    ...(agentName !== undefined && { agent_name: agentName }),
  };
}
