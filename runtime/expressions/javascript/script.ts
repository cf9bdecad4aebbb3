import { type AnyNode, type Expression, parseExpressionAt, type Options, tokenizer, tokTypes } from "acorn";
import { isGuarded } from "./guarded.js";
import { readsOf, type Reads } from "./reads.js";
import { children } from "./syntax-tree.js";

/** A script that keeps the rules. */
export interface Script {
  readonly source: string;
  /** See `isGuarded`. */
  readonly guarded: boolean;
  /** What it may read of its scope. */
  readonly reads: Reads;
}

/** What reading a script gives: the script, or what is wrong with it. */
export type ScriptReading =
  { readonly ok: true; readonly script: Script } | { readonly ok: false; readonly problem: string };

/** Longest script (8x8-automation.md section 12). */
const MAX_LENGTH = 1000;

// Modules are strict. ParenthesizedExpression nodes make the end of the tree the end of what was read.
const OPTIONS: Options = {
  ecmaVersion: 2023,
  sourceType: "module",
  allowAwaitOutsideFunction: false,
  preserveParens: true,
};

/** Syntax that is documented as forbidden; for-in and for-of assign to their variable. */
const REFUSED: { readonly [type: string]: string | undefined } = {
  AssignmentExpression: "assignments are not allowed",
  UpdateExpression: "assignments are not allowed",
  ForInStatement: "assignments are not allowed",
  ForOfStatement: "assignments are not allowed",
  NewExpression: "`new` is not allowed",
  VariableDeclaration: "declarations are not allowed",
  FunctionDeclaration: "declarations are not allowed",
  ClassDeclaration: "classes are not allowed",
  ClassExpression: "classes are not allowed",
  ImportExpression: "`import` is not allowed",
  MetaProperty: "`import` is not allowed",
  AwaitExpression: "async functions are not allowed",
};

/** Reads one script and checks it against the rules for scripts (8x8-automation.md D5). */
export function readScript(source: string): ScriptReading {
  const length = source.trim().length;
  if (length === 0) return refuse("it is empty");
  if (length > MAX_LENGTH) return refuse(`it has ${length} characters, ${MAX_LENGTH} are allowed`);
  let expression: Expression;
  try {
    expression = parseExpressionAt(source, 0, OPTIONS);
    if (tokenizer(source.slice(expression.end), OPTIONS).getToken().type !== tokTypes.eof) {
      return refuse(`it must be one expression, but more follows: ${source.slice(expression.end).trim().slice(0, 40)}`);
    }
  } catch (error) {
    if (error instanceof SyntaxError) return refuse(error.message);
    throw error;
  }
  const problem = findRefused(expression);
  if (problem !== undefined) return refuse(problem);
  return { ok: true, script: { source, guarded: isGuarded(expression), reads: readsOf(expression) } };
}

function refuse(problem: string): ScriptReading {
  return { ok: false, problem };
}

function findRefused(node: AnyNode): string | undefined {
  const problem = REFUSED[node.type] ?? refusedForm(node);
  if (problem !== undefined) return problem;
  for (const child of children(node)) {
    const found = findRefused(child);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Syntax that is refused in one of its forms only. */
function refusedForm(node: AnyNode): string | undefined {
  if (node.type === "UnaryExpression" && node.operator === "delete") return "`delete` is not allowed";
  if (node.type !== "FunctionExpression" && node.type !== "ArrowFunctionExpression") return undefined;
  if (node.async) return "async functions are not allowed";
  return node.id ? "named functions are not allowed" : undefined;
}
