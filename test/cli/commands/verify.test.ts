import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHECK_NAMES } from '../../../src/core/verify/register/register.ts';
import { cli } from '../run-cli-here.ts';
import { openItem, tamper } from '../stage.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'loopforge-files-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('loopforge verify', () => {
  test('PASS, exit code 0, with the checks that ran', async () => {
    const stage = await openItem();
    const { stdout, stderr, exitCode } = await cli(['verify', stage.name], { api: stage.fake });
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
    expect(stdout).toMatch(new RegExp(`^${stage.name}  PASS\n`));
    expect(stdout).toContain(`checks that ran: ${CHECK_NAMES.join(', ')}`);
    expect(stdout).toContain(`the last one is ${stage.record(stage.issue).head.hash}`);
  });

  test('FAIL, exit code 1, with what was found', async () => {
    const stage = await openItem();
    tamper(stage, (body) => body.replace('"login":"hubot"', '"login":"octocat"'));
    const { stdout, exitCode } = await cli(['verify', stage.name], { api: stage.fake });
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(new RegExp(`^${stage.name}  FAIL  .*chain_broken.*foreign_editor`));
    expect(stdout).toMatch(/FAIL {2}foreign_editor: .*monalisa/);
  });

  test('a merge that nobody judged and no run can judge any more: INCONCLUSIVE, exit code 2', async () => {
    const stage = await openItem();
    stage.world.merge(stage.pull);
    stage.world.advance(60);
    stage.world.reopenIssue(stage.issue);
    await stage.tracked('issues', 'reopened', { number: stage.issue });
    const { stdout, exitCode } = await cli(['verify', stage.name], { api: stage.fake });
    expect(exitCode).toBe(2);
    expect(stdout).toContain(`missing_transition: Pull request #${stage.pull} was merged at`);
  });

  test('--json has the verdict, a result for each and how many of which', async () => {
    const stage = await openItem();
    const { stdout, exitCode } = await cli(['verify', '--json', stage.name], { api: stage.fake });
    expect(exitCode).toBe(0);
    const printed: unknown = JSON.parse(stdout);
    expect(printed).toMatchObject({
      verdict: 'PASS',
      counts: { PASS: 1, FAIL: 0, INCONCLUSIVE: 0 },
      results: [{ item: stage.name, verdict: 'PASS', scope: 'github', codes: [], number: stage.issue }],
    });
    expect(printed).toHaveProperty('results[0].checks[0]', {
      name: 'canonical',
      ran: true,
      required: true,
      why: null,
      findings: [],
    });
  });

  test('several items: the worst decides, and one that cannot be read does not stop the others', async () => {
    const stage = await openItem();
    const { stdout, exitCode } = await cli(['verify', 'acme/widgets#999', stage.name], { api: stage.fake });
    expect(exitCode).toBe(2);
    expect(stdout).toMatch(/^acme\/widgets#999 {2}INCONCLUSIVE {2}not_found: /);
    expect(stdout).toContain(`\n${stage.name}  PASS\n`);
    expect(stdout).toContain('2 records: 1 PASS, 1 INCONCLUSIVE');
    const json = await cli(['verify', 'acme/widgets#999', stage.name, '--json'], { api: stage.fake });
    expect(JSON.parse(json.stdout)).toMatchObject({
      verdict: 'INCONCLUSIVE',
      results: [
        { item: 'acme/widgets#999', verdict: 'INCONCLUSIVE', error: { code: 'not_found' } },
        { verdict: 'PASS' },
      ],
    });
  });

  test('trouble with one repository does not hide the items of another', async () => {
    const stage = await openItem();
    const names = ['acme/nowhere#1', 'acme/nowhere#2', stage.name];
    const { stdout, exitCode } = await cli(['verify', ...names, '--json'], { api: stage.fake });
    expect(exitCode).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({
      verdict: 'INCONCLUSIVE',
      results: [
        { item: 'acme/nowhere#1', verdict: 'INCONCLUSIVE', error: { code: 'not_found' } },
        { item: stage.name, verdict: 'PASS' },
      ],
    });
  });

  test('--all verifies what the list brought before it broke off, and says that it did', async () => {
    const stage = await openItem();
    const fault = { kind: 'status', status: 401, when: 'before', body: { message: 'Bad credentials' } } as const;
    stage.fake.faults.add({ match: { graphql: 'SweepIssues', nth: 2 }, fault });
    const all = ['verify', '--all', '--repo', 'acme/widgets', '--json'];
    const { stdout, exitCode } = await cli(all, { api: stage.fake });
    expect(exitCode).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({
      verdict: 'INCONCLUSIVE',
      results: [{ item: stage.name, verdict: 'PASS' }],
      ended: { code: 'permission_missing' },
    });
    stage.fake.faults.add({ match: { graphql: 'SweepIssues', nth: 1 }, fault });
    expect(await cli(all, { api: stage.fake })).toMatchObject({ stdout: '', exitCode: 2 });
  });

  test('a single item without a record is an error', async () => {
    const stage = await openItem();
    const other = stage.world.openIssue();
    const { stdout, stderr, exitCode } = await cli(['verify', `acme/widgets#${other}`], { api: stage.fake });
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
    expect(stderr).toMatch(/^loopforge: record_not_found: acme\/widgets#\d+ has no record/);
  });

  test('--all takes every record of the repository, and says what did not run', async () => {
    const stage = await openItem();
    const second = stage.world.openIssue();
    await stage.tracked('issues', 'opened', { number: second });
    stage.world.closeIssue(second);
    await stage.tracked('issues', 'closed', { number: second });
    stage.world.openIssue();
    stage.world.advance(3 * 24 * 3600);
    const all = await cli(['verify', '--all', '--repo', 'acme/widgets'], { api: stage.fake });
    expect(all.stdout).toContain(`${stage.name}  PASS\n`);
    expect(all.stdout).toContain(`acme/widgets#${second}  PASS\n`);
    expect(all.stdout).toMatch(/^2 records: 2 PASS\nnot run \(2 of 2\): runs: /m);
    expect(all.exitCode).toBe(0);
    tamper(stage, (body) => body.replace('ci_pending', 'approved'));
    const failed = await cli(['verify', '--all', '--repo', 'acme/widgets', '--json'], { api: stage.fake });
    expect(failed.exitCode).toBe(1);
    expect(JSON.parse(failed.stdout)).toMatchObject({ verdict: 'FAIL', counts: { PASS: 1, FAIL: 1, INCONCLUSIVE: 0 } });
  });

  test('--all finds the record whose comment was emptied', async () => {
    const stage = await openItem();
    tamper(stage, () => 'hi');
    const { stdout, exitCode } = await cli(['verify', '--all', '--repo', 'acme/widgets'], { api: stage.fake });
    expect(stdout).toMatch(/held a record, and does not any more: it was last edited by monalisa/);
    expect(exitCode).toBe(1);
  });

  test('--all in a repository without any record is fine', async () => {
    const stage = await openItem();
    stage.world.deleteComment(stage.comment(stage.issue).databaseId, { by: 'octocat' });
    const empty = stage.world.repository('acme/empty');
    expect(empty.comments(1)).toEqual([]);
    const none = await cli(['verify', '--all', '--repo', 'acme/empty', '--json'], { api: stage.fake });
    expect(none).toMatchObject({ exitCode: 0, stderr: '' });
    expect(JSON.parse(none.stdout)).toEqual({
      results: [],
      verdict: 'PASS',
      counts: { PASS: 0, FAIL: 0, INCONCLUSIVE: 0 },
    });
  });
});

describe('loopforge verify --file needs neither network nor token', () => {
  test('a record as JSON and the body of its comment', async () => {
    const stage = await openItem();
    const json = join(folder, 'record.json');
    const body = join(folder, 'comment.md');
    await writeFile(json, JSON.stringify(stage.record(stage.issue), null, 2));
    await writeFile(body, stage.comment(stage.issue).body);
    const { stdout, exitCode } = await cli(['verify', '--file', json, '--file', body], { as: '' });
    expect(stdout).toContain(`${json}  PASS\n${body}  PASS\n`);
    expect(stdout).toMatch(/not run \(2 of 2\): history: .*needs GitHub/);
    expect(exitCode).toBe(0);
    const single = await cli(['verify', '--file', '-'], { as: '', input: stage.comment(stage.issue).body });
    expect(single.stdout).toMatch(/^standard input {2}PASS\n/);
    expect(single.stdout).toContain('a file cannot show');
    expect(single.exitCode).toBe(0);
  });

  test('one that was changed', async () => {
    const stage = await openItem();
    const changed = join(folder, 'changed.md');
    await writeFile(changed, stage.comment(stage.issue).body.replace('"login":"hubot"', '"login":"monalisa"'));
    expect(await cli(['verify', '--file', changed])).toMatchObject({
      exitCode: 1,
      stdout: expect.stringMatching(/FAIL {2}chain_broken/),
    });
  });

  test.each<[string, string | Uint8Array, string]>([
    ['nothing', '', 'It is empty.'],
    ['spaces', ' \n\n', 'It is empty.'],
    ['prose', 'hello\n> <!-- loopforge:record', 'It is neither a record as JSON nor the body of a record comment.'],
    ['bytes', Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 0, 0xff), 'It is no text.'],
    ['a value', '42', 'It is JSON of something else.'],
    ['another object', '{"name":"widgets"}', 'It is JSON of something else.'],
    ['several records', '[{"genesis":{}}]', 'It is JSON of something else.'],
    ['half a record', '{"record_id":"acme/widgets#1","genesis":{', 'It begins like JSON and is none'],
    [
      'a record of the Python library',
      readFileSync('test/vectors/original-record.json'),
      'It is a record of the Python library, which keeps no hashes: nothing in it can be verified.',
    ],
    [
      'a sealed part',
      readFileSync('test/vectors/records/good/sealed.segment-1.md'),
      'It is a sealed part of a record: give the record itself',
    ],
  ])('%s is no record: one sentence, exit code 2', async (_, content, why) => {
    const path = join(folder, 'none');
    await writeFile(path, content);
    for (const args of [
      ['--file', path],
      ['--file', path, '--json'],
    ]) {
      const { stdout, stderr, exitCode } = await cli(['verify', ...args], { as: '' });
      expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
      expect(stderr.startsWith(`loopforge: input_invalid: ${path} is no record. ${why}`)).toBe(true);
      expect(stderr).toMatch(/^[^\n]+\nSee \S+#input_invalid\n$/);
    }
    if (typeof content !== 'string') return;
    const { stdout, stderr } = await cli(['verify', '--file', '-'], { as: '', input: content });
    expect(stdout).toBe('');
    expect(stderr).toContain(`standard input is no record. ${why}`);
  });

  test('a folder, a file that is not there, and standard input twice', async () => {
    const said = async (...paths: readonly string[]) => {
      const { stdout, stderr, exitCode } = await cli(['verify', ...paths.flatMap((path) => ['--file', path])]);
      expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
      return stderr;
    };
    expect(await said(folder)).toContain(`${folder} is a folder, not a file.`);
    expect(await said(join(folder, 'gone'))).toContain('gone does not exist.');
    expect(await said('-', '-')).toContain('Standard input can be given once');
  });

  test('one that is none hides no other', async () => {
    const none = join(folder, 'none.txt');
    await writeFile(none, 'hello');
    const files = [none, 'test/vectors/records/good/whole-way.md'].flatMap((path) => ['--file', path]);
    const { stdout, exitCode } = await cli(['verify', '--json', ...files], { as: '' });
    expect(exitCode).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({
      verdict: 'INCONCLUSIVE',
      results: [{ item: none, error: { code: 'input_invalid' } }, { verdict: 'PASS' }],
    });
  });

  test('a record and its sealed parts, in any order and with others among them', async () => {
    const vector = (name: string): string => join('test/vectors/records/good', name);
    const parts = [3, 1, 2].flatMap((part) => ['--segment', vector(`sealed.segment-${part}.md`)]);
    const sealed = ['verify', '--file', vector('sealed.md')];
    expect(await cli([...sealed, ...parts, '--segment', vector('whole-way.md')])).toMatchObject({ exitCode: 0 });
    const some = await cli([...sealed, ...parts.slice(2)]);
    expect([some.exitCode, some.stdout]).toEqual([1, expect.stringMatching(/FAIL {2}segment_missing/)]);
    const none = await cli(sealed);
    expect([none.exitCode, none.stdout]).toEqual([2, expect.stringMatching(/INCONCLUSIVE {2}segment_missing/)]);
    const alone = await cli(['verify', ...parts]);
    expect([alone.exitCode, alone.stderr]).toEqual([2, expect.stringContaining('What is to be verified?')]);
    const beside = await cli(['verify', 'acme/widgets#1', ...parts]);
    expect([beside.exitCode, beside.stderr]).toEqual([2, expect.stringContaining('"--segment" needs --file')]);
  });

  test('one bad file hides no other, and the JSON is whole', async () => {
    const stage = await openItem();
    const [bytes, good] = [join(folder, 'bytes.md'), join(folder, 'good.md')];
    const { body } = stage.comment(stage.issue);
    await writeFile(bytes, Buffer.concat([Buffer.from([0xc3, 0x28]), Buffer.from(`\n\n${body}`)]));
    await writeFile(good, body);
    const bom = join(folder, 'bom.json');
    await writeFile(bom, `\ufeff${JSON.stringify(stage.record(stage.issue))}`);
    const gone = join(folder, 'gone.md');
    const args = [bytes, gone, bom, good].flatMap((path) => ['--file', path]);
    const { stdout, exitCode } = await cli(['verify', '--json', ...args]);
    const { results } = JSON.parse(stdout);
    expect(results).toMatchObject([
      { item: bytes, verdict: 'FAIL', codes: ['malformed'] },
      { item: gone, verdict: 'INCONCLUSIVE', error: { code: 'input_invalid' } },
      { item: bom, verdict: 'FAIL', codes: ['malformed'] },
      { item: good, verdict: 'PASS' },
    ]);
    expect(exitCode).toBe(1);
  });
});
