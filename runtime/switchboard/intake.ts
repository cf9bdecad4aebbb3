import { urnIdentity, withUrnChannel } from "../contacts/urns.js";
import type { Channels } from "../channels/channels.js";
import type { Clock } from "../clock.js";
import { lanes } from "../session/lanes.js";
import type { FlowStart } from "./entry-host.js";
import { statusEvent, type StatusReport } from "../channels/status.js";
import type { Flows } from "./flows.js";
import type { Ids } from "../ids.js";
import type { FlowRef } from "../program.js";
import { readKey } from "../session/event.js";
import type { CallInput, CommandInput, DigitInput, Input, MediaInput, Message, SignalInput } from "../session/input.js";
import type { Accepted, NewInput, Store, StoredContact } from "../store/store.js";
import type { Triggers } from "./triggers.js";

/** A message that a channel received. */
export interface ReceivedMessage {
  readonly channel: string;
  readonly urn: string;
  readonly text: string;
  readonly attachments?: readonly string[];
  /** The sender's id of the message; a repeated one is accepted and ignored. */
  readonly id?: string;
  /** The sender's name as the provider knows it: a contact who is created gets it. */
  readonly name?: string;
  /** The provider's own object. */
  readonly raw?: Message["raw"];
}

/** Inputs of a call's legs, as channels give them. */
export type CallSignal = CallInput | DigitInput | MediaInput | SignalInput;

/** No flow, session or call has this id. */
export class NotFound extends Error {
  override readonly name = "NotFound";
}

/** The flow is there, but cannot start a session now; says why. */
export class FlowRefused extends Error {
  override readonly name = "FlowRefused";
}

/**
 * What can be put in from outside. Methods resolve when the input is durable; they throw `StoreUnavailable` when it could not be
 * made so.
 */
export abstract class Intake {
  abstract readonly store: Store;
  abstract readonly clock: Clock;
  abstract readonly ids: Ids;
  abstract readonly channels: Channels;
  abstract readonly triggers: Triggers;
  abstract readonly flows: Flows;

  /** Makes an input durable and lets its lane run. */
  abstract accept(input: NewInput): Promise<Accepted>;

  /** A channel received a message from a contact, who is created if unknown. */
  async receiveMessage(received: ReceivedMessage): Promise<Accepted> {
    const contact = await this.contactWith(received.urn, received.channel, received.name);
    const { channel, urn, text, attachments, id, raw } = received;
    const account = this.channels.get(channel)?.account;
    const message: Message = {
      uuid: this.ids.uuid(),
      urn,
      text,
      ...(attachments && { attachments }),
      ...(id !== undefined && { external_id: id }),
      ...(raw !== undefined && { raw }),
    };
    return this.accept({
      source: channel,
      ...(id !== undefined && { inputId: id }),
      lane: lanes.ofContact(contact.id),
      at: this.clock.now(),
      input: { type: "message", message, ...(account !== undefined && { account }) },
    });
  }

  /** A channel has a call coming in. Throws `NotFound` where no flow takes it. Gives the call's id. */
  async startCall(call: { channel: string; from: string; to: string; id?: string }): Promise<string> {
    const trigger = this.triggers.forCall(call);
    if (!trigger)
      throw new NotFound(`No flow takes a call from ${call.from} to ${call.to} on channel '${call.channel}'.`);
    const id = call.id ?? this.ids.uuid();
    await this.#mayStart(trigger.flow);
    await this.accept({
      source: call.channel,
      inputId: `start:${id}`,
      lane: lanes.ofCall(id),
      at: this.clock.now(),
      input: {
        type: "start",
        flow: trigger.flow,
        ...(trigger.entry !== undefined && { entry: trigger.entry }),
        channel: call.channel,
        trigger: { type: "call", at: this.clock.now(), call: id },
        call: { id, direction: "incoming", from: call.from, to: call.to },
      },
    });
    return id;
  }

  /** Something happened on a call. */
  async callEvent(channel: string, call: string, input: CallSignal, id?: string): Promise<Accepted> {
    const at = this.clock.now();
    return this.accept({
      source: channel,
      ...(id !== undefined && { inputId: id }),
      lane: lanes.ofCall(call),
      at,
      input: input.type === "digit" ? { at, ...input } : input,
    });
  }

  /** Starts a flow from outside. Throws `NotFound` or `FlowRefused`. Gives the session's id. */
  async startFlow(flow: FlowRef, start: FlowStart = {}): Promise<string> {
    const { urn, inputId, ...rest } = start;
    if (!rest.program) await this.#mayStart(flow);
    const contact = urn === undefined ? undefined : await this.contactWith(urn);
    const session = rest.session ?? this.ids.uuid();
    await this.accept({
      source: "api",
      ...(inputId !== undefined && { inputId }),
      lane: rest.lane ?? (contact ? lanes.ofContact(contact.id) : lanes.ofSession(session)),
      at: this.clock.now(),
      input: { type: "start", flow, trigger: { type: "manual", at: this.clock.now() }, ...rest, session },
    });
    return session;
  }

  /** Gives an input to one session. Throws `NotFound`. */
  async toSession(session: string, input: Input, source = "api", inputId?: string): Promise<Accepted> {
    const found = await this.store.session(session);
    if (!found) throw new NotFound(`There is no session '${session}'.`);
    const { lane } = found.session;
    return this.accept({
      source,
      ...(inputId !== undefined && { inputId }),
      lane,
      session,
      at: this.clock.now(),
      input,
    });
  }

  /**
   * Gives a signal to every session that can be found by one of the keys (`Wait.key`, `Session.keys`). Gives how many.
   *
   * @param id the sender's id of it; a repeated one is accepted and ignored.
   */
  async signal(
    keys: readonly string[],
    signal: Omit<SignalInput, "type" | "token">,
    source = "api",
    id?: string,
  ): Promise<number> {
    const found = await Promise.all(keys.map((key) => this.store.sessionsWaitingFor(key)));
    const lanesOf = new Map(found.flat().map(({ session, lane }) => [session, lane]));
    for (const [session, lane] of lanesOf) {
      await this.accept({
        source,
        ...(id !== undefined && { inputId: `${id}:${session}` }),
        lane,
        session,
        at: this.clock.now(),
        input: { type: "signal", ...signal },
      });
    }
    return lanesOf.size;
  }

  /**
   * A channel's provider says what became of a message: an event of its session (`status.ts`). The message goes by the effect's key
   * where the provider hands that back, else by the provider's id. A repeated report is accepted and ignored, and so is one for a
   * session that is gone. Throws `NotFound` where no message is known by the id.
   */
  async messageStatus(
    channel: string,
    message: { key: string } | { externalId: string },
    report: StatusReport,
  ): Promise<void> {
    const key = "key" in message ? message.key : await this.#keyOfMessage(channel, message.externalId);
    if (key === undefined) throw new NotFound(`Channel '${channel}' has sent no message that its provider knows so.`);
    const effect = readKey(key);
    if (!effect) throw new NotFound(`'${key}' is no key of a message.`);
    const found = await this.store.session(effect.session);
    if (!found) return;
    const full = { ...("externalId" in message && message), ...report };
    await this.accept({
      source: "outbox",
      inputId: ["status", key, full.externalId, full.status].join(" "),
      lane: found.session.lane,
      session: effect.session,
      at: this.clock.now(),
      input: { type: "report", event: statusEvent({ channel, key }, full) },
    });
  }

  /** Providers may report before their answer to the message is noted. */
  async #keyOfMessage(channel: string, externalId: string): Promise<string | undefined> {
    const known = await this.store.keyOfMessage(channel, externalId);
    if (known !== undefined) return known;
    await this.deliveriesNoted(channel);
    return this.store.keyOfMessage(channel, externalId);
  }

  /** Resolves when the outcome of every delivery that is under way on a channel is noted. */
  protected abstract deliveriesNoted(channel: string): Promise<void>;

  command(session: string, command: CommandInput["command"]): Promise<Accepted> {
    return this.toSession(session, { type: "command", command });
  }

  /** The contact with this URN; a new one where nobody has it, whose URN belongs to the channel that it came by. */
  async contactWith(urn: string, channel?: string, name?: string): Promise<StoredContact> {
    const identity = urnIdentity(urn);
    const known = await this.store.contactByUrn(identity);
    if (known) return known;
    const id = this.ids.uuid();
    const document = {
      uuid: id,
      ...(name !== undefined && { name }),
      created_on: new Date(this.clock.now()).toISOString(),
      status: "active",
      urns: [channel === undefined ? urn : withUrnChannel(urn, channel)],
    };
    return this.store.createContact({ id, document, urns: [identity] });
  }

  async #mayStart(ref: FlowRef): Promise<void> {
    const flow = await this.flows.load(ref);
    if (!flow) throw new NotFound(`There is no flow '${ref.id}'.`);
    if (flow.problems.length > 0)
      throw new FlowRefused(`Flow '${flow.ref.name ?? flow.ref.id}' has problems: ${flow.problems.join("; ")}`);
  }
}
