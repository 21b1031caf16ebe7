import { ContextAccess, type Expr, Grouping, IndexAccess, Literal, Star } from '@actions/expressions/ast';
import { NumberData, StringData } from '@actions/expressions/data/index';
import { CONTEXT_NAMES, type ContextName, notAmong } from '../../../core/model.ts';
import { CONDITION_PROPERTIES, type ConditionProperty } from './properties.ts';

/** What a part of a condition stands for, as far as its text tells. */
export type ExpressionShape =
  | { readonly kind: 'context'; readonly path: ContextName }
  /** A member of a context, or of a payload. */
  | { readonly kind: 'fact'; readonly path: string; readonly property: ConditionProperty }
  /** What `.*` makes: a list, whatever is asked of it afterwards. */
  | { readonly kind: 'star'; readonly path: string }
  | { readonly kind: 'unknown'; readonly path: string; readonly problem: string }
  /** A literal, an operation, the result of a function. */
  | { readonly kind: 'other' };

const OTHER: ExpressionShape = { kind: 'other' };
const PAYLOAD_MEMBER: ConditionProperty = { type: 'object', nullable: true, personal: true };
const ELEMENT: ConditionProperty = { type: 'text', nullable: true, personal: false };

/** Follows `a.b['c'][0].*` from its context on. */
export function shapeOf(expression: Expr): ExpressionShape {
  if (expression instanceof Grouping) return shapeOf(expression.group);
  if (expression instanceof ContextAccess) return context(expression.name.lexeme.toLowerCase());
  if (!(expression instanceof IndexAccess)) return OTHER;
  const inner = shapeOf(expression.expr);
  return expression.index instanceof Star ? starOf(inner) : memberOf(inner, expression.index);
}

function context(lexeme: string): ExpressionShape {
  const path = CONTEXT_NAMES.find((name) => name === lexeme);
  return path === undefined ? OTHER : { kind: 'context', path };
}

function starOf(inner: ExpressionShape): ExpressionShape {
  return inner.kind === 'other' || inner.kind === 'unknown' ? inner : { kind: 'star', path: `${inner.path}.*` };
}

function memberOf(inner: ExpressionShape, index: Expr): ExpressionShape {
  switch (inner.kind) {
    case 'context':
      return memberOfContext(inner.path, nameIn(index));
    case 'fact':
      return memberOfFact(inner.path, inner.property, nameIn(index));
    case 'star':
      return { kind: 'star', path: `${inner.path}.${nameIn(index) ?? '…'}` };
    default:
      return inner;
  }
}

function memberOfContext(name: ContextName, member: string | undefined): ExpressionShape {
  if (member === undefined) return OTHER;
  const properties = CONDITION_PROPERTIES[name];
  const known = Object.keys(properties);
  const found = known.find((property) => property === member.toLowerCase());
  const property = found === undefined ? undefined : properties[found];
  if (property !== undefined) return { kind: 'fact', path: `${name}.${found}`, property };
  const problem = notAmong(member, `a property of ${name}`, known);
  return { kind: 'unknown', path: `${name}.${member}`, problem };
}

function memberOfFact(path: string, { type }: ConditionProperty, member: string | undefined): ExpressionShape {
  const deeper = `${path}.${member ?? '…'}`;
  if (type === 'object') return { kind: 'fact', path: deeper, property: PAYLOAD_MEMBER };
  if (type !== 'list') return { kind: 'unknown', path: deeper, problem: `${path} is a ${type} and has no members` };
  if (member === undefined || /^\d+$/.test(member)) {
    return { kind: 'fact', path: `${path}[${member ?? '…'}]`, property: ELEMENT };
  }
  return {
    kind: 'unknown',
    path: deeper,
    problem: `${path} is a list of texts: write ${path}[0] or contains(${path}, …)`,
  };
}

/** The name or number that an index spells out; undefined: it is computed. */
function nameIn(index: Expr): string | undefined {
  if (!(index instanceof Literal)) return undefined;
  const { literal } = index;
  return literal instanceof StringData || literal instanceof NumberData ? literal.coerceString() : undefined;
}
