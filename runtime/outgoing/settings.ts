import Type, { type Static } from "typebox";

/** What the settings file says under `switchboard.outgoing`: limits of every request that Switchboard makes by HTTP. */
export const outgoingSettings = Type.Object(
  {
    /**
     * Hosts that may be reached although they are not public: a name (`intranet.example`), an address or a range
     * (`10.1.0.0/16`). Default: none.
     */
    allow: Type.Optional(Type.Array(Type.String({ minLength: 1 }))),
    /** Milliseconds for a request with all its redirects, where its sender sets none. Default: 30000. */
    timeoutMs: Type.Optional(Type.Integer({ minimum: 1 })),
    /** Longest answer that is read, in bytes after decompression. Default: 1 MiB. */
    maxResponseBytes: Type.Optional(Type.Integer({ minimum: 1 })),
    /** Default: 5. */
    maxRedirects: Type.Optional(Type.Integer({ minimum: 0 })),
  },
  { additionalProperties: false },
);

export type OutgoingSettings = Static<typeof outgoingSettings>;
