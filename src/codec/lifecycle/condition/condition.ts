import type { Expr } from '@actions/expressions/ast';
import { Evaluator } from '@actions/expressions/evaluator';
import { truthy } from '@actions/expressions/result';
import {
  type Condition,
  type ConditionVerdict,
  type Contexts,
  LoopForgeError,
  UNAVAILABLE,
} from '../../../core/model.ts';
import { parseExpression } from './expression.ts';
import { FactContexts } from './expression-data.ts';

/** One plan evaluates many conditions over the same contexts, so the last ones are converted once. */
let converted: { readonly contexts: Contexts; readonly facts: FactContexts } | null = null;

/**
 * Compiles a condition, evaluated by GitHub's own expression code and with GitHub's idea of what counts as true.
 *
 * The verdict's `reads` holds what was really read, from left to right and stopping early: dotted path → value, lists
 * as a whole, and `(read)` for what must not be stored. A fact that could not be read ends the evaluation: the
 * verdict's value is then UNAVAILABLE, and `reads` holds what was read before it.
 *
 * @param text the condition; one outer `${{ … }}` is taken off. `Condition.text` is the text as given, trimmed.
 * @throws LoopForgeError `lifecycle_invalid` when it does not parse or names an unknown context or function. The
 * evaluation throws the same code where a function refuses its arguments, such as `fromJSON('{')`.
 */
export function compileCondition(text: string): Condition {
  const expression = parseExpression(text);
  const trimmed = text.trim();
  return { text: trimmed, evaluate: (contexts) => evaluate(expression, trimmed, contexts) };
}

/**
 * The same for a text that is known to be good: it is parsed when it is first evaluated. A run evaluates a few of the
 * built-in conditions, and parsing all of them would cost several milliseconds of a process that lasts a hundred.
 */
export function trustedCondition(text: string): Condition {
  const trimmed = text.trim();
  let expression: Expr | undefined;
  return {
    text: trimmed,
    evaluate: (contexts) => {
      expression ??= parseExpression(text);
      return evaluate(expression, trimmed, contexts);
    },
  };
}

function evaluate(expression: Expr, text: string, contexts: Contexts): ConditionVerdict {
  const facts = convertedOnce(contexts);
  const trace = facts.begin();
  try {
    const value = truthy(new Evaluator(expression, facts).evaluate());
    return { value, reads: trace.reads };
  } catch (cause) {
    if (trace.unavailable) return { value: UNAVAILABLE, reads: trace.reads };
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new LoopForgeError(
      'lifecycle_invalid',
      `The condition \`${text}\` cannot be evaluated: ${why}. Change it so that it holds for every item.`,
      { cause },
    );
  }
}

function convertedOnce(contexts: Contexts): FactContexts {
  if (converted?.contexts !== contexts) converted = { contexts, facts: new FactContexts(contexts) };
  return converted.facts;
}
