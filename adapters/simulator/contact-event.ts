import Type, { type Static } from "typebox";
import { shape, type Shaped } from "../../runtime/api/shape.js";
import { normalizeUrn, noUrn, urnProblem } from "../../runtime/contacts/urns.js";
import { CHANNEL_EVENTS } from "../../runtime/conversation/contact-events.js";

const fields = Type.Object({
  urn: Type.String({ minLength: 1, maxLength: 255 }),
  event: Type.Enum([...CHANNEL_EVENTS]),
});

const read = shape(fields);

/** What a person at the simulator lets happen to a contact; the URN is normalized. */
export type SimulatedEvent = Static<typeof fields>;

export function readSimulatedEvent(value: unknown): Shaped<SimulatedEvent> {
  const shaped = read(value);
  if (!shaped.ok) return shaped;
  const urn = normalizeUrn(shaped.value.urn);
  const problem = urnProblem(urn);
  if (problem !== undefined) return { ok: false, problems: [{ field: "urn", message: noUrn(problem) }] };
  return { ok: true, value: { ...shaped.value, urn } };
}
