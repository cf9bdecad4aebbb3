import type { NewInput } from "./store.js";

/** Digits of the largest safe integer: ids of equal length order as their numbers do. */
const ID_LENGTH = 16;

/** The id of the input that was accepted as number `sequence`; ids order as strings by acceptance. */
export function inputId(sequence: number): string {
  return String(sequence).padStart(ID_LENGTH, "0");
}

/** The number that an input id was made of; NaN for what is no input id. */
export function inputSequence(id: string): number {
  return Number(id);
}

/** What a timer becomes when it is due. Its time is when it should have fired, however late it does. */
export function timerInput(timer: { session: string; lane: string; token: string; due: number }): NewInput {
  const { session, lane, token, due } = timer;
  return { source: "timer", session, lane, at: due, input: { type: "timeout", token } };
}
