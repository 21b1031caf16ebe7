import { describe, expect, it } from 'vitest';
import { compileCondition } from '../../../../src/codec/lifecycle/condition/condition.ts';
import { UNAVAILABLE } from '../../../../src/core/facts/facts.ts';
import { LoopForgeError } from '../../../../src/core/values/errors.ts';
import { sampleContexts, wrapped } from '../../sample-contexts.ts';

const evaluate = (text: string, contexts = sampleContexts()) => compileCondition(text).evaluate(contexts);
const holds = (text: string, contexts = sampleContexts()) => evaluate(text, contexts).value;

describe('compileCondition', () => {
  it.each([
    ['pull_request.active && checks.ok', true],
    ['issue.assignees[0]', true],
    ['issue.assignees[1]', false],
    ["contains(issue.labels, 'BUG')", true],
    ["review.decision == 'Review_Required'", true],
    ["Issue.State == 'open'", true],
    ["issue['state'] == 'open'", true],
    ["github.event.issue.labels.*.name == 'x' || contains(github.event.issue.labels.*.name, 'bug')", true],
    ["join(issue.labels, '+') == 'bug+p1'", true],
    ['review.requested > 0', true],
    ["toJSON(checks.failed) == '[]'", true],
    ['true', true],
    ["'false'", true],
    ["''", false],
    ['0', false],
    ['NaN', false],
    ['null', false],
    ['checks.failed', true],
    ['record', true],
  ])('%s is %s', (text, expected) => {
    expect(holds(text)).toBe(expected);
  });

  it('takes one outer wrapper off and keeps the text as given, trimmed', () => {
    const condition = compileCondition(`  ${wrapped(" issue.state == 'open' ")}\n`);
    expect(condition.text).toBe(wrapped(" issue.state == 'open' "));
    expect(condition.evaluate(sampleContexts()).value).toBe(true);
    expect(holds(wrapped(" contains('}}', '}') "))).toBe(true);
  });

  it('sees an unknown or inherited property as missing', () => {
    for (const name of ['nope', 'constructor', '__proto__', 'toString', 'hasOwnProperty', 'length']) {
      expect(evaluate(`checks.${name} == null`)).toEqual({
        value: true,
        reads: { [`checks.${name.toLowerCase()}`]: null },
      });
      expect(holds(`checks['${name}']`)).toBe(false);
      expect(holds(`github.event.issue.${name}`)).toBe(false);
    }
  });

  it("finds a payload's own key even where objects inherit one of that name", () => {
    expect(holds("github.event.constructor == 'a payload may hold any key'")).toBe(true);
    const event = JSON.parse('{"__proto__": {"polluted": true}, "plain": 1}');
    const contexts = sampleContexts({ github: { event } });
    expect(holds('github.event.__proto__.polluted', contexts)).toBe(true);
    expect(holds('github.event.polluted', contexts)).toBe(false);
  });
});

describe('what an evaluation read', () => {
  it('is noted by dotted path, lists as a whole', () => {
    expect(evaluate("pull_request.active && checks.skipped[0] && review.decision == 'approved'")).toEqual({
      value: false,
      reads: { 'pull_request.active': true, 'checks.skipped': ['docs'], 'review.decision': 'review_required' },
    });
    expect(evaluate("contains(checks.skipped, 'docs')").reads).toEqual({ 'checks.skipped': ['docs'] });
  });

  it('stops where the evaluation stops', () => {
    expect(evaluate('!checks.ok && review.decision').reads).toEqual({ 'checks.ok': true });
    expect(evaluate('checks.ok || review.decision').reads).toEqual({ 'checks.ok': true });
  });

  it('uses the name as the context spells it', () => {
    expect(evaluate("CHECKS.Ok && checks['OK']").reads).toEqual({ 'checks.ok': true });
  });

  it('never holds a person or anything of the event', () => {
    const { reads } = evaluate(
      "issue.author && issue.assignees[0] && pull_request.author && github.actor && github.event.action == 'opened'",
    );
    expect(reads).toEqual({
      'issue.author': '(read)',
      'issue.assignees': '(read)',
      'pull_request.author': '(read)',
      'github.actor': '(read)',
      'github.event': '(read)',
      'github.event.action': '(read)',
    });
    const whole = evaluate("contains(toJSON(github), 'octocat') && contains(toJSON(issue), 'octocat')");
    expect(whole.value).toBe(true);
    expect(JSON.stringify(whole.reads)).not.toMatch(/octocat|hubot|opened|main/);
  });

  it('holds every member of a context that is read as a whole', () => {
    const expected = {
      'review.decision': 'review_required',
      'review.current': false,
      'review.required': 1,
      'review.requested': 1,
      'review.approvals': 0,
      'review.humans': 0,
    };
    expect(evaluate("contains(toJSON(review), 'x')").reads).toEqual(expected);
    expect(evaluate('contains(review.*, 1)')).toEqual({ value: true, reads: expected });
  });

  it('holds members of an object within a context, not the object', () => {
    expect(evaluate("record.labels.team == 'core'").reads).toEqual({ 'record.labels.team': 'core' });
    expect(evaluate('contains(record.labels.*, 1)').reads).toEqual({ 'record.labels.team': 'core' });
  });

  it('belongs to one evaluation only', () => {
    const contexts = sampleContexts();
    const first = evaluate('checks.ok', contexts);
    const second = evaluate('review.current', contexts);
    expect(first.reads).toEqual({ 'checks.ok': true });
    expect(second.reads).toEqual({ 'review.current': false });
  });
});

describe('an unavailable fact', () => {
  const unknown = sampleContexts({
    checks: { ok: UNAVAILABLE, failed: UNAVAILABLE, pending: ['a', UNAVAILABLE] },
    pull_request: { author: UNAVAILABLE },
  });

  it.each([
    'checks.ok',
    '!checks.ok',
    "checks['ok']",
    'CHECKS.OK',
    'checks.ok == null',
    'checks.failed[0]',
    "contains(checks.failed, 'x')",
    'checks.pending[0]',
    'contains(checks.*, 1)',
    "toJSON(checks) == ''",
    'issue[pull_request.author]',
    'pull_request.active && checks.ok',
    'pull_request.merged || checks.ok',
    'case(true, 1, checks.ok)',
  ])('makes `%s` unavailable', (text) => {
    expect(holds(text, unknown)).toBe(UNAVAILABLE);
  });

  it.each([
    ['pull_request.merged && checks.ok', false],
    ['pull_request.active || checks.ok', true],
    ["checks.state == 'success' || checks.ok", true],
    ["contains(checks.skipped, 'docs')", true],
  ])('does not matter to `%s`', (text, expected) => {
    expect(holds(text, unknown)).toBe(expected);
  });

  it('is not noted as read, and what was read before it is', () => {
    expect(evaluate('pull_request.active && checks.ok', unknown)).toEqual({
      value: UNAVAILABLE,
      reads: { 'pull_request.active': true },
    });
  });

  it('leaves no trace in the next evaluation', () => {
    expect(holds('checks.ok', unknown)).toBe(UNAVAILABLE);
    expect(holds("checks.state == 'success'", unknown)).toBe(true);
    expect(() => evaluate("fromJSON('{')", unknown)).toThrow(LoopForgeError);
  });
});

describe('a condition that cannot be used', () => {
  const failure = (act: () => unknown): LoopForgeError => {
    try {
      act();
    } catch (error) {
      if (error instanceof LoopForgeError) return error;
      throw error;
    }
    throw new Error('nothing was thrown');
  };

  it.each([
    ['isue.state', 'at line 1, column 1, "isue" is not a context; did you mean "issue"?'],
    [wrapped("  env.X == '1' "), 'at line 1, column 6, "env" is not a context'],
    ['checks.ok &&\n  reviews.current', 'at line 2, column 3, "reviews" is not a context; did you mean "review"?'],
    ['success()', 'at line 1, column 1, "success" is not a function'],
    ['contain(issue.labels, 1)', '"contain" is not a function; did you mean "contains"?'],
    ['constructor(1)', '"constructor" is not a function'],
    ['__proto__()', '"__proto__" is not a function'],
    ['checks.ok &&', 'Unexpected end of expression'],
    ['checks.ok checks.ok', "Unexpected symbol: 'checks' at line 1, column 11"],
    ['checks.ok = true', "Unexpected symbol: '=' at position 11"],
    ["issue.title == 'x", "Unexpected symbol: ''x' at position 16"],
    ['issue.title == "x"', 'Unexpected symbol'],
    [`${wrapped(' checks.ok ')} && ${wrapped(' checks.ok ')}`, "Unexpected symbol: '}}'"],
    ['contains(issue.labels)', 'Too few parameters'],
    ['  ', 'it is empty'],
    [wrapped(' '), 'it is empty'],
    [`${'('.repeat(60)}1${')'.repeat(60)}`, 'Exceeded max expression depth 50'],
    [`'${'x'.repeat(30_000)}'`, 'longer than 21000'],
  ])('is refused: %s', (text, expected) => {
    const error = failure(() => compileCondition(text));
    expect(error.code).toBe('lifecycle_invalid');
    expect(error.message).toContain(expected);
    expect(error.message).toContain(text.trim());
  });

  it.each([
    ["fromJSON('{')", 'Error parsing JSON'],
    ["format('{1}', 0)", 'more arguments than were supplied'],
  ])('fails when it is evaluated: %s', (text, expected) => {
    const error = failure(() => evaluate(text));
    expect(error.code).toBe('lifecycle_invalid');
    expect(error.message).toContain(expected);
    expect(error.cause).toBeInstanceOf(Error);
  });
});
