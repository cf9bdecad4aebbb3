import {
  JavaScriptExpressions,
  type JavaScriptOptions,
  type Scope,
} from "../../../runtime/expressions/javascript/index.js";
import type { Json } from "../../../runtime/json.js";

/** 2021-07-12T00:00:00Z, a Monday. */
export const NOW = 1626048000000;

/** Expressions for the tests of one file, disposed of after the last. */
export function useExpressions(options: Partial<JavaScriptOptions> = {}): () => JavaScriptExpressions {
  let expressions: JavaScriptExpressions;
  beforeAll(async () => {
    const services = { now: () => NOW, uuid: () => "00000000-0000-4000-8000-000000000001", random: () => 0.25 };
    expressions = await JavaScriptExpressions.create({ ...services, ...options });
  });
  afterAll(() => expressions.dispose());
  return () => expressions;
}

export function scopeOf(data: Json, step: Json = {}): Scope {
  return { data, step };
}

/** The message that a step fails with, or what was evaluated where it does not fail. */
export function failure(expressions: JavaScriptExpressions, value: Json, scope: Scope = scopeOf({})): Json {
  const result = expressions.evaluate(value, scope);
  return result.ok ? { unexpected: result.value } : result.error;
}

export function valueOf(expressions: JavaScriptExpressions, value: Json, scope: Scope = scopeOf({})): Json {
  const result = expressions.evaluate(value, scope);
  return result.ok ? result.value : { failed: result.error };
}
