import { describe, expect, test } from 'vitest';
import { readRecordText } from '../../../src/codec/record/record-read.ts';
import { codePage } from '../../../src/core/outcome/code-page.ts';
import { cli } from '../run-cli-here.ts';
import { openItem } from '../stage.ts';

describe('loopforge show', () => {
  test('prints where the item stands and every entry', async () => {
    const stage = await openItem();
    const { stdout, stderr, exitCode } = await cli(['show', stage.name], { api: stage.fake });
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
    expect(stdout).toContain(`${stage.name}  Waiting for CI (ci_pending)\n`);
    expect(stdout).toContain(`  Pull request ${stage.pull}, commit `);
    expect(stdout).toContain('  Next: wait for a check to succeed (none has reported yet).\n');
    expect(stdout).toMatch(/^ {2}1 {2}2026-11-22 08:00 {2}octocat {2}issue_created$/m);
    expect(stdout).toMatch(/^ {2}3 {2}2026-11-22 08:\d\d {2}hubot {4}task_queued → pr_created$/m);
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  test('with --json prints the record as it is; GH_TOKEN, --repo and a URL do as well', async () => {
    const stage = await openItem();
    const env = { GITHUB_TOKEN: '', GH_TOKEN: 'token-of-monalisa' };
    for (const item of [`#${stage.issue}`, `https://github.com/acme/widgets/issues/${stage.issue}`]) {
      const shown = await cli(['show', item, '--repo', 'acme/widgets', '--json'], { api: stage.fake, env });
      expect(JSON.parse(shown.stdout)).toEqual(stage.record(stage.issue));
    }
  });

  test('an item without a record, and one that does not exist', async () => {
    const stage = await openItem();
    const none = stage.world.openIssue();
    const absent = await cli(['show', `acme/widgets#${none}`], { api: stage.fake });
    expect(absent).toMatchObject({ stdout: '', exitCode: 2 });
    expect(absent.stderr).toBe(
      `loopforge: record_not_found: acme/widgets#${none} has no record.\nSee ${codePage('record_not_found')}\n`,
    );
    const nobody = await cli(['show', 'acme/widgets#999'], { api: stage.fake });
    expect(nobody.stderr).toMatch(/^loopforge: not_found: /);
  });

  test('what outsiders wrote cannot move the cursor', async () => {
    const stage = await openItem();
    await stage.step({
      command: 'transition',
      issue: String(stage.issue),
      to: 'ci_failed',
      override: 'true',
      reason: 'red\u001b[2Jtext\u202e',
    });
    const { stdout } = await cli(['show', stage.name], { api: stage.fake });
    expect(stdout).toContain('text\\u{202e}');
    expect(stdout.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  });
});

describe('as it stood then (--at)', () => {
  test('the entries up to that moment, folded; valid as JSON', async () => {
    const stage = await openItem();
    const record = stage.record(stage.issue);
    const at = record.transitions[1]?.timestamp ?? '';
    const { stdout, exitCode } = await cli(['show', stage.name, '--at', at, '--json'], { api: stage.fake });
    expect(exitCode).toBe(0);
    const then = readRecordText(stdout);
    expect(then).toMatchObject({ state: 'task_queued', pr_number: null, head: { view: null, shown: null, seq: 2 } });
    const verified = await cli(['verify', '--file', '-'], { input: stdout, as: '' });
    expect(verified.exitCode).toBe(0);
  });

  test('for people: the moment, no sentence on what is next, and what was recorded only later', async () => {
    const stage = await openItem();
    const { stdout } = await cli(['show', stage.name, '--at', '2026-11-22T08:00:30.5+00:00'], { api: stage.fake });
    expect(stdout).toContain('  As it stood on 2026-11-22 08:00:30 (UTC)\n');
    expect(stdout).not.toContain('Next:');
    expect(stdout).toMatch(/recorded only later, on 2026-11-22 08:0\d/);
    const day = await cli(['show', stage.name, '--at', '2026-11-22'], { api: stage.fake });
    expect(day.stdout).toContain('ci_pending');
  });

  test('what was erased later is gone then too, and it says what verify makes of that', async () => {
    const file = 'test/vectors/records/good/redacted.md';
    const now = await cli(['show', '--file', file, '--json']);
    expect(now.stderr).toBe('');
    const first: string = JSON.parse(now.stdout).transitions[0].timestamp;
    const { stdout, stderr, exitCode } = await cli(['show', '--file', file, '--at', first, '--json']);
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(/^Values of entry 1 were erased later\. .* redaction_unrecorded\.\n$/);
    const verified = JSON.parse((await cli(['verify', '--file', '-', '--json'], { input: stdout })).stdout);
    expect(verified.results[0].codes).toEqual(['redaction_unrecorded']);
    const text = await cli(['show', '--file', file, '--at', first]);
    expect(text).toMatchObject({ stderr: '', stdout: expect.stringContaining('(erased)') });
    const whole = await cli(['show', '--file', file, '--at', '2030-01-01', '--json']);
    expect(whole.stderr).toBe('');
  });

  test('before its birth: one error that says when that was', async () => {
    const stage = await openItem();
    const { stdout, stderr, exitCode } = await cli(['show', stage.name, '--at', '2026-11-21'], { api: stage.fake });
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
    expect(stderr).toContain(
      'record_not_found: acme/widgets#1 had no record on 2026-11-21T23:59:59Z: its first entry is of 2026-11-22T08:00:00Z.',
    );
  });
});

describe('from elsewhere', () => {
  test('a file, standard input and a store, by id, by ref, or without a name where there is but one', async () => {
    const stage = await openItem();
    const record = stage.record(stage.issue);
    const input = JSON.stringify(record);
    for (const name of [[], [record.record_id], [record.ref]]) {
      const { stdout, exitCode } = await cli(['show', ...name, '--file', '-', '--json'], { input, as: '' });
      expect(exitCode).toBe(0);
      expect(JSON.parse(stdout)).toEqual(record);
    }
    const text = await cli(['show', '--file', '-'], { input, as: '' });
    expect(text.stdout).toContain('Next: wait for a check to succeed');
    expect(text.stdout).not.toContain('#issuecomment');
    for (const name of [stage.name, record.ref]) {
      const { stdout } = await cli(['show', name, '--from', 'github:acme/widgets', '--json'], { api: stage.fake });
      expect(JSON.parse(stdout)).toEqual(record);
    }
  });

  test('none, several, and one that cannot be read', async () => {
    const stage = await openItem();
    const line = JSON.stringify(stage.record(stage.issue));
    const none = await cli(['show', 'acme/widgets#9', '--file', '-'], { input: line });
    expect(none).toMatchObject({ stdout: '', exitCode: 2 });
    expect(none.stderr).toContain('record_not_found: There is no record acme/widgets#9 in standard input.');
    const several = await cli(['show', '--file', '-'], { input: `${line}\n${line.replaceAll('#1"', '#8"')}\n` });
    expect(several.stderr).toContain('standard input holds several records. Name one by its id.');
    const damaged = await cli(['show', '--file', '-'], { input: line.slice(0, 200) });
    expect(damaged.exitCode).toBe(2);
    const absent = await cli(['show', 'acme/widgets#9', '--from', 'github:acme/widgets'], { api: stage.fake });
    expect(absent.stderr).toContain('record_not_found: ');
  });
});
