import {
  Binary,
  type Expr,
  FunctionCall,
  Grouping,
  IndexAccess,
  Literal,
  Logical,
  Unary,
} from '@actions/expressions/ast';
import { BooleanData, NumberData, StringData } from '@actions/expressions/data/index';
import { TokenType } from '@actions/expressions/lexer';
import { parseExpression } from './expression.ts';
import { type ExpressionShape, shapeOf } from './shape.ts';

type Report = (finding: string) => void;

/**
 * The traps in a condition that parses and yet does not say what it seems to say: a misspelt property (it would be
 * null), a list or an object as a truth value (it is always true), and a comparison that null passes too. Each finding
 * is one sentence with the safe form in it; none: an empty list.
 *
 * @throws LoopForgeError `lifecycle_invalid` when the text does not parse.
 */
export function conditionFindings(text: string): readonly string[] {
  const findings = new Set<string>();
  walk(parseExpression(text), true, (finding) => findings.add(finding));
  return [...findings];
}

/** `truth`: only whether the value counts as true matters here. */
function walk(expression: Expr, truth: boolean, report: Report): void {
  const shape = shapeOf(expression);
  if (shape.kind === 'unknown') report(`${shape.problem}.`);
  if (truth) checkTruth(shape, report);
  if (expression instanceof Grouping) walk(expression.group, truth, report);
  else if (expression instanceof Unary) walk(expression.expr, true, report);
  else if (expression instanceof Logical) walkLogical(expression, truth, report);
  else if (expression instanceof Binary) walkBinary(expression, report);
  else if (expression instanceof FunctionCall) for (const argument of expression.args) walk(argument, false, report);
  else if (expression instanceof IndexAccess) walkIndex(expression, report);
}

/** The value of `a && b` is that of its last operand that was looked at; all before it are only tested. */
function walkLogical({ args }: Logical, truth: boolean, report: Report): void {
  for (const [index, operand] of args.entries()) walk(operand, truth || index < args.length - 1, report);
}

function walkBinary(expression: Binary, report: Report): void {
  const { left, right, operator } = expression;
  if (right instanceof Literal) checkComparison(left, operator.type, right, report);
  else if (left instanceof Literal) checkComparison(right, operator.type, left, report);
  walk(left, false, report);
  walk(right, false, report);
}

function walkIndex({ expr, index }: IndexAccess, report: Report): void {
  walk(expr, false, report);
  if (!(index instanceof Literal)) walk(index, false, report);
}

function checkTruth(shape: ExpressionShape, report: Report): void {
  if (shape.kind === 'context') report(`${shape.path} by itself is always true: name one of its properties.`);
  if (shape.kind === 'star') {
    report(`${shape.path} is a list, and a list is always true, even an empty one: write join(${shape.path}) != ''.`);
  }
  if (shape.kind !== 'fact' || shape.property.nullable) return;
  if (shape.property.type === 'object') report(`${shape.path} by itself is always true: name one of its members.`);
  if (shape.property.type === 'list') {
    report(`${shape.path} is a list, and a list is always true, even an empty one: write ${shape.path}[0].`);
  }
}

function checkComparison(operand: Expr, operator: TokenType, literal: Literal, report: Report): void {
  const shape = shapeOf(operand);
  if (shape.kind !== 'fact' || !shape.property.nullable) return;
  const trap = trapOf(operator, literal.literal);
  if (trap === undefined) return;
  const { path } = shape;
  report(
    `${path} ${trap.written} also holds where there is no ${path}, because null counts as 0, false and '': ` +
      `write !${path} if that is meant, otherwise toJSON(${path}) == '${trap.json}'.`,
  );
}

/** The comparison as written, and the JSON of the one value that it seems to ask for. */
function trapOf(operator: TokenType, value: unknown): { readonly written: string; readonly json: string } | undefined {
  if (operator === TokenType.BANG_EQUAL) {
    return value instanceof BooleanData && value.value ? { written: '!= true', json: 'false' } : undefined;
  }
  if (operator !== TokenType.EQUAL_EQUAL) return undefined;
  if (value instanceof BooleanData && !value.value) return { written: '== false', json: 'false' };
  if (value instanceof NumberData && value.value === 0) return { written: '== 0', json: '0' };
  if (value instanceof StringData && value.value.trim() === '') return { written: "== ''", json: '""' };
  return undefined;
}
