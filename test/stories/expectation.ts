import type { Outcome } from '../../src/core/outcome/result.ts';

/** What one event must come to, or did come to. */
export interface Expectation {
  /** A record began with this event. */
  readonly created: boolean;
  /** No record began. */
  readonly ignored: boolean;
  /** Part of it is put off until more is known. */
  readonly deferred: boolean;
  /** States entered, in order; the state at birth is none of them. */
  readonly steps: readonly string[];
  /** Kinds of the notes appended. */
  readonly notes: readonly string[];
  /** Code of the refusal that the job fails for. */
  readonly red: string | null;
  /** Reason code of the run: of a red one the refusal's; empty: all is plain. */
  readonly reason: string;
  /** `state flag` for flags that must stand on a step. */
  readonly flags: readonly string[];
}

const BIRTH = 'issue_created';
const NO_STATES: readonly string[] = ['created', 'ignored', 'deferred', 'red', '–', BIRTH];
const WORDS = /\([^)]*\)|[^\s,]+/g;

/**
 * Reads an expectation. The words: states that are entered; `created` before them where a record begins; `–` for
 * nothing appended; `red <code>`; `(note <kind>)`; `(flag <flag>)` after the step that bears it; any other word in
 * brackets is the reason, which a note of the same kind stands for too; `ignored`; `deferred`.
 */
export function readExpectation(text: string): Expectation {
  const words: readonly string[] = text.match(WORDS) ?? [];
  const created = words[0] === 'created';
  const steps: string[] = [];
  const notes: string[] = [];
  const flags: string[] = [];
  let red: string | null = null;
  let reason = '';
  for (const [index, word] of words.entries()) {
    const inBrackets = /^\((?:(note|flag) )?(\w+)\)$/.exec(word);
    if (inBrackets?.[1] === 'note') notes.push(inBrackets[2] ?? '');
    else if (inBrackets?.[1] === 'flag') flags.push(`${steps.at(-1)} ${inBrackets[2]}`);
    else if (inBrackets !== null) reason = inBrackets[2] ?? '';
    else if (words[index - 1] === 'red') red = word;
    else if (!NO_STATES.includes(word)) steps.push(word);
  }
  if (words.length === 0) throw new Error('an expectation says something: `–` for nothing');
  const said = red ?? (reason === '' ? (notes.at(-1) ?? '') : reason);
  const says = (word: string): boolean => words.includes(word);
  return { created, ignored: says('ignored'), deferred: says('deferred'), steps, notes, red, reason: said, flags };
}

/** The outcome that a run with such a result must report. */
export function outcomeWord({ created, ignored, deferred, red, steps }: Expectation): Outcome {
  if (red !== null) return 'rejected';
  if (deferred) return 'deferred';
  if (ignored) return 'ignored';
  if (steps.length > 0) return 'transitioned';
  return created ? 'created' : 'unchanged';
}

/** The flags that are expected and missing: others may be there. */
export function missingFlags(expected: Expectation, actual: Expectation): readonly string[] {
  return expected.flags.filter((flag) => !actual.flags.includes(flag));
}
