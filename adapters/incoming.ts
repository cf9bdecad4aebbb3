import Type from "typebox";
import { shape, type Shaped } from "../runtime/api/shape.js";
import { normalizeUrn, noUrn, urnProblem } from "../runtime/contacts/urns.js";

const MAX_TEXT = 100_000;
const MAX_ATTACHMENTS = 20;

/** A message as clients and devices send it to our own channels. */
export interface IncomingMessage {
  /** Normalized. */
  readonly urn: string;
  readonly text: string;
  readonly attachments?: string[];
  /** The sender's id of the message: a repeated one counts once. */
  readonly id?: string;
  /** The sender's name: a contact who is created gets it. */
  readonly name?: string;
}

const read = shape(
  Type.Object({
    urn: Type.String({ minLength: 1, maxLength: 255 }),
    text: Type.String({ maxLength: MAX_TEXT }),
    attachments: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 2048 }), { maxItems: MAX_ATTACHMENTS }),
    ),
    id: Type.Optional(Type.String({ minLength: 1, maxLength: 255 })),
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 255 })),
  }),
);

/** Reads `{urn, text, attachments?, id?, name?}`: what the simulator, MQTT and HTTP channels take in. */
export function readIncomingMessage(value: unknown): Shaped<IncomingMessage> {
  const shaped = read(value);
  if (!shaped.ok) return shaped;
  const { urn, text, attachments, id, name } = shaped.value;
  const normal = normalizeUrn(urn);
  const problem = urnProblem(normal);
  if (problem !== undefined) return { ok: false, problems: [{ field: "urn", message: noUrn(problem) }] };
  return {
    ok: true,
    value: {
      urn: normal,
      text,
      ...(attachments && { attachments }),
      ...(id !== undefined && { id }),
      ...(name !== undefined && { name }),
    },
  };
}
