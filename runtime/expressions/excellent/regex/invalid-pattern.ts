/** Thrown inside the parser and compiler alone. */
export class InvalidPattern extends Error {}
