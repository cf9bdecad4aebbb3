import Type from "typebox";

/** On which legs a module acts, seen from the one that pressed the keys. */
export function legs(description = "Of whom pressed the keys (self), the other party (peer), or both. Default: self.") {
  return Type.Optional(Type.Enum(["self", "peer", "both"], { title: "Leg", description }));
}
