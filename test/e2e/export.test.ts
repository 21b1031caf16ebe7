import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { entriesOf } from '../../src/core/record/chain/chain.ts';
import type { Scopes } from '../support/github/identity.ts';
import type { StepResult } from '../support/step.ts';
import { openStage, type Stage } from './stage.ts';
import { errorsOf, expectError, warningsOf } from './told.ts';

const BOT = 'github-actions';
const READ_ONLY: Scopes = {
  ...{ actions: 'none', checks: 'none', contents: 'read', issues: 'read', pull_requests: 'read', statuses: 'none' },
};

/** Two issues with records of three entries and one. */
async function twoRecords(settings?: string): Promise<Stage> {
  const stage = await openStage(settings === undefined ? {} : { settings });
  const { world } = stage;
  const [one, two] = [world.openIssue(), world.openIssue()];
  await stage.event('issues', 'opened', { number: one });
  await stage.event('issues', 'opened', { number: two });
  world.assign(one, 'hubot');
  await stage.event('issues', 'assigned', { number: one });
  return stage;
}

/** A workspace, which is there until the test is over. */
function workspace(): string {
  const folder = mkdtempSync(join(tmpdir(), 'loopforge-export-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

interface Exported extends StepResult {
  readonly text: string;
  readonly lines: readonly { readonly [name: string]: unknown }[];
}

async function exported(
  stage: Stage,
  inputs: { readonly [name: string]: string } = {},
  env: { readonly [name: string]: string } = {},
): Promise<Exported> {
  const folder = workspace();
  const step = await stage.step(
    { command: 'export', 'output-file': 'out/trail', ...inputs },
    {
      env: { GITHUB_WORKSPACE: folder, ...env },
    },
  );
  const path = join(folder, 'out/trail');
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const lines = text.split('\n').filter((line) => line.startsWith('{'));
  return { ...step, text, lines: lines.map((line) => JSON.parse(line)) };
}

describe('command: export', () => {
  test('writes an entry a line, and tells of its file, its watermark and how many', async () => {
    const stage = await twoRecords();
    const before = stage.version();
    const step = await exported(stage);
    const entries = [1, 2].flatMap((number) => entriesOf(stage.record(number)));
    expect(step).toMatchObject({ exitCode: 0, annotations: [] });
    expect(step.outputs).toMatchObject({
      ...{ outcome: 'unchanged', reason: '', changed: 'false', results: '[]', count: String(entries.length) },
      file: expect.stringMatching(/^\/.*\/out\/trail$/),
      watermark: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    });
    expect(step.lines.map(({ hash }) => hash).sort()).toEqual(entries.map(({ hash }) => hash).sort());
    expect(step.summary).toContain(
      `### LoopForge export: \`acme/widgets\`\n\n${entries.length} entries of 2 records · \`ndjson\``,
    );
    expect(step.summary).toContain('| `task_queued` | 1 |');
    expect(stage.version()).toBe(before);
    expect(stage.requests().filter((one) => !one.startsWith('GraphQL') && !one.startsWith('GET'))).toEqual([]);
  });

  test('needs no more than to read issues, pull requests and contents', async () => {
    const stage = await twoRecords();
    stage.fake.setScopes(READ_ONLY);
    expect(await exported(stage)).toMatchObject({ exitCode: 0, annotations: [], outputs: { outcome: 'unchanged' } });
    const listed = await stage.step({ command: 'list' });
    expect(listed).toMatchObject({ exitCode: 0, annotations: [], outputs: { count: '2' } });
  });

  test('goes to the temporary folder of the job where no file is named', async () => {
    const stage = await twoRecords();
    const step = await stage.step({ command: 'export', format: 'json' }, { env: { RUNNER_TEMP: workspace() } });
    expect(step.outputs.file).toMatch(/\/loopforge-export\.jsonl$/);
    const records = readFileSync(step.outputs.file ?? '', 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(records).toEqual(expect.arrayContaining([stage.record(1), stage.record(2)]));
    expect(step.summary).toContain('`npx loopforge import loopforge-export.jsonl --to sqlite:records.db`');
  });

  test.each(['json', 'csv', 'cloudevents', 'ocsf'])('as %s the same twice', async (format) => {
    const stage = await twoRecords();
    const [one, other] = [await exported(stage, { format }), await exported(stage, { format })];
    expect(one.exitCode).toBe(0);
    expect(one.text).not.toBe('');
    expect(one.text).toBe(other.text);
  });

  test('goes on from the watermark of the one before: each entry comes once', async () => {
    const stage = await twoRecords();
    // An export begins by the machine's clock, which is GitHub's but for seconds.
    stage.world.advance(Math.max(0, Date.now() - Date.parse(stage.world.now())) / 1000);
    const whole = await exported(stage);
    const nothing = await exported(stage, { since: whole.outputs.watermark ?? '' });
    expect(nothing).toMatchObject({ exitCode: 0, text: '', outputs: { count: '0' } });
    expect(existsSync(nothing.outputs.file ?? '')).toBe(true);
    stage.world.assign(2, 'hubot');
    await stage.event('issues', 'assigned', { number: 2 });
    const more = await exported(stage, { since: nothing.outputs.watermark ?? '' });
    expect(more.lines).toMatchObject([{ record_id: 'acme/widgets#2', to_state: 'task_queued' }]);
    expect((await exported(stage, { until: '2020-01-01' })).text).toBe('');
    expect((await exported(stage, { since: '2020-01-01' })).lines).toHaveLength(4);
  });

  test('takes a state, an item and a number of items, and then gives no watermark', async () => {
    const stage = await twoRecords();
    const queued = await exported(stage, { 'filter-state': 'task_queued' });
    expect(new Set(queued.lines.map(({ record_id }) => record_id))).toEqual(new Set(['acme/widgets#1']));
    expect(queued.outputs.watermark).toBe('');
    const cut = await exported(stage, { limit: '1' });
    expect(new Set(cut.lines.map(({ record_id }) => record_id)).size).toBe(1);
    expect(cut).toMatchObject({ exitCode: 0, outputs: { watermark: '' } });
    expect(cut.annotations).toMatchObject([
      { name: 'notice', message: 'The export ends after 1 item, since "limit" says so; there are more.' },
    ]);
    const one = await exported(stage, { issue: '2' });
    expect(one.lines).toMatchObject([{ record_id: 'acme/widgets#2' }]);
    expect((await exported(stage, { violations: 'true' })).text).toBe('');
    stage.world.openIssue();
    const none = await exported(stage, { issue: '3' });
    expect(none).toMatchObject({
      exitCode: 0,
      text: '',
      outputs: { outcome: 'ignored', reason: 'not_tracked', count: '0' },
    });
  });

  test('names nobody with redact-actors, and the key makes the names last', async () => {
    const stage = await twoRecords();
    const key = { LOOPFORGE_PSEUDONYM_KEY: 'a key of sixteen bytes and more' };
    const drawn = await exported(stage, { 'redact-actors': 'true' });
    const other = await exported(stage, { 'redact-actors': 'true' });
    expect(drawn.text).toContain('"pseudonym":"person-');
    expect(drawn.text).not.toContain('octocat');
    expect(drawn.text).not.toBe(other.text);
    const [one, two] = [
      await exported(stage, { 'redact-actors': 'true' }, key),
      await exported(stage, { 'redact-actors': 'true' }, key),
    ];
    expect(one.text).toBe(two.text);
    expect(one.masks).toContain(key.LOOPFORGE_PSEUDONYM_KEY);
    expectError(
      await exported(stage, { 'redact-actors': 'true' }, { LOOPFORGE_PSEUDONYM_KEY: 'short' }),
      'input_invalid',
    );
  });

  test('is red where a record cannot be read: the file is there without it, and no watermark goes past it', async () => {
    const stage = await twoRecords();
    const { databaseId, body } = stage.comment(1);
    stage.world.editComment(databaseId, body.slice(0, -400), { by: BOT });
    const step = await exported(stage);
    expect(step).toMatchObject({
      ...{ exitCode: 1, lines: [{ record_id: 'acme/widgets#2' }] },
      outputs: { outcome: 'failed', reason: 'record_unreadable', count: '1', watermark: '' },
    });
    expect(errorsOf(step)).toEqual(['LoopForge: record_unreadable']);
    expect(warningsOf(step)).toEqual([expect.stringMatching(/^acme\/widgets#1: /)]);
    expect(step.outputs.error).toContain('was written without it');
  });

  test('writes nothing in a dry run, and says how much it would be', async () => {
    const stage = await twoRecords();
    const step = await exported(stage, { 'dry-run': 'true' });
    expect(step).toMatchObject({ exitCode: 0, text: '', outputs: { file: '', notice: '3 entries would be written.' } });
    // Whoever kept one would never get what was only counted.
    expect(step.outputs.watermark).toBe('');
  });

  test('leaves an earlier file as it is where it cannot be written, and takes the place of what a killed run left', async () => {
    const stage = await twoRecords();
    const folder = workspace();
    const path = join(folder, 'trail.ndjson');
    const run = (inputs = {}) =>
      stage.step(
        { command: 'export', 'output-file': 'trail.ndjson', ...inputs },
        { env: { GITHUB_WORKSPACE: folder } },
      );
    for (const left of ['.partial', '.partial.journal']) writeFileSync(`${path}${left}`, 'of another run\n');
    writeFileSync(path, 'of the night before\n');
    expect(await run()).toMatchObject({ exitCode: 0 });
    expect(readFileSync(path, 'utf8')).toMatch(/^\{/);
    expect(readdirSync(folder)).toEqual(['trail.ndjson']);
    expectError(await run({ 'output-file': 'trail.ndjson/below' }), 'output_failed');
    expectError(await run({ 'output-file': '.' }), 'input_invalid');
  });
});
