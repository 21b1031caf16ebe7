import { expect, test } from 'vitest';
import { annotationsOf } from '../../src/action/annotations.ts';
import { blankResult } from '../../src/action/blank-result.ts';
import type { RunReport } from '../../src/compose/request.ts';
import type { ItemResult } from '../../src/core/outcome.ts';

function report(results: readonly ItemResult[], known: Partial<RunReport> = {}): RunReport {
  return { results, red: false, warnings: [], notices: [], summary: null, faults: [], ...known };
}

const refused = (number: number, red: boolean) =>
  blankResult({ outcome: 'rejected', reason: 'gate_not_met', number, error: `no way from #${number}`, red });

test('a red refusal is an error with its code in the title', () => {
  expect(annotationsOf(report([refused(1, true)]))).toEqual([
    { level: 'error', title: 'LoopForge: gate_not_met', message: 'no way from #1' },
  ]);
});

test('a refusal that does not fail the job is told once: as a warning if there is one, else as a notice', () => {
  const quiet = refused(1, false);
  expect(annotationsOf(report([quiet])).map(({ level }) => level)).toEqual(['notice']);
  const warned = { ...quiet, warnings: ['no way from #1'] };
  expect(annotationsOf(report([warned])).map(({ level }) => level)).toEqual(['warning']);
});

test('with several items each message names its own', () => {
  const annotations = annotationsOf(report([refused(1, true), refused(2, true)]));
  expect(annotations.map(({ message }) => message)).toEqual(['#1: no way from #1', '#2: no way from #2']);
});

test('errors come first, then warnings, then notices', () => {
  const ignored = blankResult({ outcome: 'deferred', reason: 'read_only_token', number: 1, notice: 'later' });
  const warned = { ...refused(2, true), warnings: ['look here'] };
  const annotations = annotationsOf(report([ignored, warned], { warnings: ['of the run'], notices: ['by the way'] }));
  expect(annotations.map(({ level, message }) => `${level} ${message}`)).toEqual([
    'error #2: no way from #2',
    'warning #2: look here',
    'warning of the run',
    'notice #1: later',
    'notice by the way',
  ]);
});

test('nothing to say is nothing said', () => {
  expect(annotationsOf(report([blankResult({ outcome: 'unchanged', reason: '', number: 1 })]))).toEqual([]);
});

test('what the runner would drop past ten of a kind is folded into the tenth', () => {
  const numbers = Array.from({ length: 14 }, (_, at) => at + 1);
  const annotations = annotationsOf(report(numbers.map((number) => refused(number, true))));
  expect(annotations).toHaveLength(10);
  expect(annotations[9]?.message).toMatch(/^And 5 more:\n#10: /);
  for (const number of numbers)
    expect(annotations.some(({ message }) => message.includes(`from #${number}`))).toBe(true);
});
