import { describe, expect, test } from 'vitest';
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
