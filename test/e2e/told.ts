import { expect } from 'vitest';
import { codePage } from '../../src/core/outcome/code-page.ts';
import type { Entry } from '../../src/core/record/entry.ts';
import { isNote, isRejection, isTransition } from '../../src/core/record/kind.ts';
import type { JsonValue } from '../../src/core/values/json.ts';
import { type Expectation, outcomeWord, readExpectation } from '../stories/expectation.ts';
import type { StepResult } from '../support/step.ts';

/** One item's part of the output `results`. */
export interface ItemOutputs {
  readonly outcome: string;
  readonly changed: boolean;
  readonly reason: string;
  readonly state: string | null;
  readonly violations: readonly { readonly seq: number | null; readonly cause: string; readonly message: string }[];
  readonly transitions: readonly Entry[];
  readonly 'issue-number': number | null;
  readonly 'record-file': string;
  readonly [name: string]: JsonValue | readonly Entry[];
}

/** The output `results`, parsed. */
export function resultsOf({ outputs }: StepResult): readonly ItemOutputs[] {
  const results: readonly ItemOutputs[] = JSON.parse(outputs.results ?? '');
  return results;
}

/** The entries that the run appended for the item that its single outputs describe. */
export function appendedBy({ outputs }: StepResult): readonly Entry[] {
  const entries: readonly Entry[] = JSON.parse(outputs.transitions ?? '');
  return entries;
}

/** The steps among them, with how each is known: `ci_passed observed`. */
export function sourcesOf(step: StepResult): readonly string[] {
  return appendedBy(step)
    .filter(isTransition)
    .map(({ to_state, source }) => `${to_state} ${source}`);
}

/** What the run came to, in the words of the story table. */
export function told(step: StepResult): Expectation {
  const { outcome, reason = '' } = step.outputs;
  const entries = appendedBy(step);
  const transitions = entries.filter(isTransition);
  const steps = transitions.filter(({ from_state }) => from_state !== null);
  return {
    created: steps.length < transitions.length,
    ignored: outcome === 'ignored',
    deferred: outcome === 'deferred',
    steps: steps.map(({ to_state }) => to_state),
    notes: entries.filter(isNote).map(({ kind }) => kind),
    red: step.exitCode === 0 ? null : (entries.find(isRejection)?.code ?? reason),
    reason,
    flags: steps.flatMap(({ to_state, flags }) => flags.map((flag) => `${to_state} ${flag}`)),
  };
}

/**
 * Fails unless the run came to just this, green or red, with the outcome and the annotation that go with it. Flags that
 * the text does not name may be there.
 */
export function expectTold(step: StepResult, text: string): void {
  const expected = readExpectation(text);
  const actual = told(step);
  const flags = expected.flags.filter((flag) => actual.flags.includes(flag));
  expect({ ...actual, flags }).toEqual(expected);
  expect(step.outputs).toMatchObject({
    outcome: outcomeWord(expected),
    changed: String(expected.created || expected.steps.length > 0),
  });
  expect(errorsOf(step)).toEqual(expected.red === null ? [] : [`LoopForge: ${expected.red}`]);
}

/** Titles of the `::error::` annotations. */
export function errorsOf({ annotations }: StepResult): readonly string[] {
  return annotations.filter(({ name }) => name === 'error').map(({ title }) => title);
}

/** Messages of the `::warning::` annotations. */
export function warningsOf({ annotations }: StepResult): readonly string[] {
  return annotations.filter(({ name }) => name === 'warning').map(({ message }) => message);
}

/** Fails unless the run ended red in one error with this code, having changed nothing. Returns the message. */
export function expectError(step: StepResult, code: string): string {
  expect(errorsOf(step)).toEqual([`LoopForge: ${code}`]);
  expect(step).toMatchObject({ exitCode: 1, outputs: { outcome: 'failed', reason: code, changed: 'false' } });
  const message = step.annotations.find(({ name }) => name === 'error')?.message ?? '';
  expect(step.outputs.error).toBe(message);
  expect(message.split('\n').at(-1)).toBe(`See ${codePage(code)}`);
  return message;
}
