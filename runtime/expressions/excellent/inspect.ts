import type { Expression } from "./template/ast.js";
import { parseTemplate } from "./templates.js";
import { isError } from "./values/value.js";

/**
 * The paths into the context that a template reads, each with the paths it goes through: `@fields.age` reads `fields`
 * and `fields.age`. What flows depend on is found by them. Parts that are no valid expression read nothing.
 */
export function contextPaths(template: string, isTopLevel: (name: string) => boolean): string[][] {
  const paths: string[][] = [];
  for (const part of parseTemplate(template, isTopLevel)) {
    if (part.type === "evaluated" && !isError(part.expression)) visit(part.expression, paths);
  }
  return paths;
}

/** Adds the paths of an expression and gives its own, if it is one. */
function visit(expression: Expression, paths: string[][]): string[] | undefined {
  switch (expression.type) {
    case "literal":
      return undefined;
    case "name":
      return addPath([expression.name], paths);
    case "property": {
      const of = visit(expression.of, paths);
      return of && addPath([...of, expression.name.toLowerCase()], paths);
    }
    case "lookup": {
      const of = visit(expression.of, paths);
      visit(expression.key, paths);
      const isName = expression.key.type === "literal" && typeof expression.key.value === "string";
      return of && isName ? addPath([...of, String(expression.key.value).toLowerCase()], paths) : undefined;
    }
    case "call":
      // The name of a function is none of the context's.
      if (expression.callee.type !== "name") visit(expression.callee, paths);
      for (const argument of expression.args) visit(argument, paths);
      return undefined;
    case "negation":
      visit(expression.operand, paths);
      return undefined;
    case "binary":
      visit(expression.left, paths);
      visit(expression.right, paths);
      return undefined;
  }
}

function addPath(path: string[], paths: string[][]): string[] {
  paths.push(path);
  return path;
}
