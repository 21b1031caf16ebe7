import { expect, test } from 'vitest';
import { OutputGatherer, type Outputs } from '../../../src/action/outputs/outputs.ts';
import { OUTPUTS } from '../../../src/action/outputs/register.ts';
import type { ResultReport } from '../../../src/compose/result/result-report.ts';
import { withCodePage } from '../../../src/core/outcome/code-page.ts';
import { NO_WAY_OUT } from '../../../src/core/outcome/remedy.ts';
import { WORST_FIRST } from '../../../src/core/outcome/result.ts';
import { trustedHash, trustedSha } from '../../../src/core/values/ids.ts';
import { entry, recordOf } from '../sample-record.ts';
import { reportOf } from '../sample-report.ts';

const OPTIONS = { dryRun: false };

function result(number: number | null, known: Partial<ResultReport> = {}): ResultReport {
  return reportOf({ number, ...known });
}

function toOutputs(results: readonly ResultReport[], options: { readonly dryRun: boolean }): Outputs {
  const gatherer = new OutputGatherer();
  for (const one of results) gatherer.add(one, `/tmp/${one.number}.json`);
  return gatherer.toOutputs(options);
}

test('every output of the register is there, and no other', () => {
  const names = OUTPUTS.map(({ name }) => name);
  expect(Object.keys(toOutputs([result(1)], OPTIONS)).sort()).toEqual([...names].sort());
});

test('one item fills them all', () => {
  const record = recordOf({ seq: 2 });
  const outputs = toOutputs(
    [
      result(42, {
        outcome: 'rejected',
        changed: true,
        reason: 'gate_not_met',
        state: 'ci_failed',
        previousState: 'ci_pending',
        allowed: ['ci_pending'],
        missing: [
          { kind: 'failed', to: 'ci_passed', names: ['build'], counts: { total: 1 }, summary: 'What it needs.' },
          { kind: 'failed', to: 'merged', names: ['build'], counts: { total: 1 }, summary: 'What it needs.' },
        ],
        violations: [
          {
            seq: 2,
            cause: 'gate_not_met|merge',
            summary: 'Refused',
            message: 'Invalid transition',
            remedy: 'What settles it.',
            ...NO_WAY_OUT,
          },
        ],
        recordId: 'acme/widgets#42',
        pullRequestNumber: 43,
        commentId: '99',
        commentUrl: 'https://github.com/acme/widgets/issues/42#issuecomment-99',
        headHash: trustedHash('h'),
        headSha: trustedSha('s'),
        appended: [entry],
        effects: [{ name: 'label', ok: false, message: 'refused' }],
        record,
        error: 'Invalid transition: ci_failed → merged.',
        red: true,
      }),
    ],
    OPTIONS,
  );
  expect(outputs).toMatchObject({
    outcome: 'rejected',
    changed: 'true',
    reason: 'gate_not_met',
    state: 'ci_failed',
    'previous-state': 'ci_pending',
    allowed: '["ci_pending"]',
    missing: '[{"kind":"failed","names":["build"],"counts":{"total":1},"summary":"What it needs."}]',
    violations:
      '[{"seq":2,"cause":"gate_not_met|merge","summary":"Refused","remedy":"What settles it.","message":"Invalid transition"}]',
    'record-id': 'acme/widgets#42',
    'issue-number': '42',
    'pull-request-number': '43',
    'comment-id': '99',
    'comment-url': 'https://github.com/acme/widgets/issues/42#issuecomment-99',
    'head-hash': 'h',
    'head-sha': 's',
    'record-file': '/tmp/42.json',
    entered: '["task_queued"]',
    effects: '[{"name":"label","ok":false,"message":"refused"}]',
    count: '1',
    notice: '',
    error: withCodePage('Invalid transition: ci_failed → merged.', 'gate_not_met'),
  });
  expect(JSON.parse(outputs.record)).toEqual(record);
  expect(JSON.parse(outputs.transitions)).toEqual([entry]);
  expect(JSON.parse(outputs.results)).toMatchObject([
    { outcome: 'rejected', changed: true, 'issue-number': 42, allowed: ['ci_pending'], 'record-file': '/tmp/42.json' },
  ]);
  expect(JSON.parse(outputs.results)[0]).not.toHaveProperty('record');
});

test('the worst of several speaks, and of equals the lowest number', () => {
  for (const [at, worse] of WORST_FIRST.entries()) {
    for (const better of WORST_FIRST.slice(at + 1)) {
      const results = [result(1, { outcome: better }), result(9, { outcome: worse }), result(5, { outcome: worse })];
      expect(toOutputs(results, OPTIONS)).toMatchObject({ outcome: worse, 'issue-number': '5' });
    }
  }
});

test('`changed` speaks for all items, though the worst one changed nothing', () => {
  const outputs = toOutputs([result(1, { outcome: 'deferred' }), result(2, { changed: true })], OPTIONS);
  expect(outputs).toMatchObject({ outcome: 'deferred', changed: 'true', count: '2', 'issue-number': '1' });
});

test('without an item the run is ignored, and nothing is counted', () => {
  expect(toOutputs([], OPTIONS)).toMatchObject({ outcome: 'ignored', reason: 'no_item', count: '0', results: '[]' });
  const ignored = reportOf({ outcome: 'ignored', reason: 'event_not_mapped', notice: 'why' });
  expect(toOutputs([ignored], OPTIONS)).toMatchObject({
    reason: 'event_not_mapped',
    notice: withCodePage('why', 'event_not_mapped'),
    count: '0',
  });
});

test('a dry run says so, and keeps the planned reason in the results', () => {
  const planned = result(1, { outcome: 'rejected', reason: 'gate_not_met' });
  const outputs = toOutputs([planned], { ...OPTIONS, dryRun: true });
  expect(outputs).toMatchObject({ outcome: 'rejected', reason: 'dry_run', changed: 'false' });
  expect(JSON.parse(outputs.results)).toMatchObject([{ reason: 'gate_not_met', changed: false }]);
});

test('a failed dry run says how it failed', () => {
  const failed = result(1, { outcome: 'failed', reason: 'not_found' });
  expect(toOutputs([failed], { ...OPTIONS, dryRun: true }).reason).toBe('not_found');
});

test('a record of 100 kB and more is only in its file', () => {
  const small = recordOf({ pad: 90_000 });
  const large = recordOf({ pad: 100_000 });
  expect(toOutputs([result(1, { record: small })], OPTIONS).record).toBe(JSON.stringify(small));
  expect(toOutputs([result(1, { record: large })], OPTIONS)).toMatchObject({
    record: '',
    'record-file': '/tmp/1.json',
  });
});

test('the size of a record is counted in bytes, not in characters', () => {
  const wide = recordOf({ pad: 60_000, padding: 'é' });
  expect(toOutputs([result(1, { record: wide })], OPTIONS).record).toBe('');
});

test('results that grow too long lose their entries first, and never an item', () => {
  const many = Array.from({ length: 600 }, (_, at) => result(at + 1, { appended: [entry] }));
  const lean: readonly object[] = JSON.parse(toOutputs(many, OPTIONS).results);
  expect(lean).toHaveLength(600);
  expect(lean[0]).toMatchObject({ 'issue-number': 1, transitions: [] });

  const thousands = Array.from({ length: 3000 }, (_, at) => result(at + 1));
  const outputs = toOutputs(thousands, OPTIONS);
  const bare: readonly object[] = JSON.parse(outputs.results);
  expect(outputs.count).toBe('3000');
  expect(bare).toHaveLength(3000);
  expect(Buffer.byteLength(outputs.results)).toBeLessThan(400_000);
  expect(bare[2999]).toEqual({ outcome: 'unchanged', changed: false, reason: '', state: null, 'issue-number': 3000 });
});

test('ten thousand results stay within the limit: those of items that nothing happened to go first', () => {
  const all = Array.from({ length: 10_000 }, (_, at) => {
    return result(at + 1, at % 10 === 0 ? { outcome: 'failed', reason: 'record_unreadable' } : {});
  });
  const outputs = toOutputs(all, OPTIONS);
  const rows: readonly { readonly outcome: string }[] = JSON.parse(outputs.results);
  expect(outputs.count).toBe('10000');
  expect(Buffer.byteLength(outputs.results)).toBeLessThanOrEqual(400_000);
  expect(rows.filter(({ outcome }) => outcome === 'failed')).toHaveLength(1000);
  expect(rows.length).toBeGreaterThan(3000);
});

test('an export tells its file, its watermark and how many entries it wrote', () => {
  const exported = { file: '/tmp/loopforge-export.ndjson', count: 42, watermark: '2026-03-01T00:00:00Z' };
  const outputs = toOutputs([reportOf({ exported })], OPTIONS);
  expect(outputs).toMatchObject({ ...exported, count: '42', results: '[]', outcome: 'unchanged' });
  expect(toOutputs([result(1)], OPTIONS)).toMatchObject({ file: '', watermark: '', count: '1' });
});

test('an item of a list tells since when it has been in its state, in its row', () => {
  const outputs = toOutputs([result(1, { state: 'merged', since: '2026-03-01T00:00:00Z' }), result(2)], OPTIONS);
  const [listed, other]: readonly object[] = JSON.parse(outputs.results);
  expect(listed).toMatchObject({ state: 'merged', since: '2026-03-01T00:00:00Z' });
  expect(other).not.toHaveProperty('since');
  expect(outputs).not.toHaveProperty('since');
});

test('rows that found no place are told of', () => {
  const gatherer = new OutputGatherer();
  for (let number = 1; number <= 100; number++) gatherer.add(result(number), '');
  expect(gatherer.cutNotice()).toBeNull();
  for (let number = 101; number <= 5000; number++) gatherer.add(result(number), '');
  const { length } = JSON.parse(gatherer.toOutputs(OPTIONS).results);
  expect(gatherer.cutNotice()).toContain(`holds ${length} of 5000 items`);
});
