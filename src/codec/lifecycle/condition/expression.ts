import type { Expr } from '@actions/expressions/ast';
import { ExpressionError } from '@actions/expressions/errors';
import { wellKnownFunctions } from '@actions/expressions/funcs';
import { Lexer, type Token, TokenType } from '@actions/expressions/lexer';
import { Parser } from '@actions/expressions/parser';
import { CONTEXT_NAMES, LoopForgeError, notAmong } from '../../../core/model.ts';

const FUNCTION_NAMES = ['case', 'contains', 'endsWith', 'format', 'fromJSON', 'join', 'startsWith', 'toJSON'];

/**
 * Parses a condition in the language of GitHub Actions expressions. One outer `${{ … }}` is taken off.
 *
 * @throws LoopForgeError `lifecycle_invalid`: a syntax error, an unknown context or an unknown function; the message
 * names the text and the position.
 */
export function parseExpression(text: string): Expr {
  const inner = unwrap(text);
  if (inner.trim() === '') throw broken(text, 'it is empty', 'Write `true` for a condition that always holds.');
  try {
    const { tokens } = new Lexer(inner).lex();
    refuseUnknownNames(text, tokens);
    return new Parser(tokens, [...CONTEXT_NAMES], []).parse();
  } catch (cause) {
    if (cause instanceof LoopForgeError) throw cause;
    throw broken(text, explain(cause), 'See "Expressions" in the GitHub Actions documentation.', cause);
  }
}

/** Spaces take the place of `${{`, so that positions count in the text as it was written. */
function unwrap(text: string): string {
  const wrapped = /^(?<lead>\s*)\$\{\{(?<inner>.*)\}\}\s*$/s.exec(text)?.groups;
  return wrapped === undefined ? text : `${wrapped['lead'] ?? ''}   ${wrapped['inner'] ?? ''}`;
}

/**
 * The parser finds unknown names too, but it looks functions up in a plain object: `constructor(1)` would be taken for
 * a function, and be true.
 */
function refuseUnknownNames(text: string, tokens: readonly Token[]): void {
  for (const [index, token] of tokens.entries()) {
    if (token.type !== TokenType.IDENTIFIER || tokens[index - 1]?.type === TokenType.DOT) continue;
    const name = token.lexeme.toLowerCase();
    if (tokens[index + 1]?.type === TokenType.LEFT_PAREN) {
      if (!Object.hasOwn(wellKnownFunctions, name)) throw unknownName(text, token, 'a function', FUNCTION_NAMES);
    } else if (!CONTEXT_NAMES.some((context) => context === name)) {
      throw unknownName(text, token, 'a context', CONTEXT_NAMES);
    }
  }
}

function unknownName(text: string, token: Token, what: string, known: readonly string[]): LoopForgeError {
  return broken(text, `at ${position(token.range.start)}, ${notAmong(token.lexeme, what, known)}`);
}

function explain(cause: unknown): string {
  if (cause instanceof ExpressionError) return `${cause.message} at ${position(cause.pos)}`;
  const message = cause instanceof Error ? cause.message : String(cause);
  if (message === 'ErrorExceededMaxLength') return 'it is longer than 21000 characters';
  return message.replace(/\. Located at position (\d+) within expression: .*$/s, ' at position $1');
}

function position(start: { readonly line: number; readonly column: number }): string {
  return `line ${start.line + 1}, column ${start.column + 1}`;
}

function broken(text: string, problem: string, advice = '', cause?: unknown): LoopForgeError {
  const message = `The condition \`${text.trim()}\` cannot be used: ${problem}. ${advice}`.trimEnd();
  return new LoopForgeError('lifecycle_invalid', message, { cause });
}
