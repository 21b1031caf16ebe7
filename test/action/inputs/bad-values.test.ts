import { describe, expect, test } from 'vitest';
import { readInputs } from '../../../src/action/inputs/inputs.ts';
import { INPUTS, type InputName } from '../../../src/action/inputs/register.ts';
import { HOOK_SECRETS, variableOf } from '../../../src/action/inputs/values.ts';
import { LoopForgeError } from '../../../src/core/values/errors.ts';

/** What else the step needs, so that nothing but the value is wrong with it. */
const TRANSITION = { command: 'transition', to: 'merged' };

const LIST = { command: 'list' };
const EXPORT = { command: 'export' };

const DYNAMODB = { mirror: 'dynamodb', 'mirror-table': 'records' };

interface Row {
  readonly input: InputName;
  readonly bad: readonly string[];
  /** What the message says is accepted. */
  readonly accepted: string;
  readonly beside?: { readonly [name: string]: string };
}

/** 32 bytes that sign. */
const SIGNING = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

const FLAG = { bad: ['yes', '1', 'tRUE', 'on'], accepted: 'true or false' };
const LONG = 'x'.repeat(300);

/** Every input, with what people write into it and should not. */
const ROWS: readonly Row[] = [
  {
    input: 'command',
    bad: ['Sweep', 'TRACK', 'synch'],
    accepted: 'track, transition, sweep, verify, repair, list or export',
  },
  {
    input: 'issue',
    bad: ['#', '#0', 'forty-two', 'acme/widgets', '42.5', '-1', '4 2'],
    accepted: '42, #42, owner/repo#42',
  },
  { input: 'issue', bad: ['acme/gadgets#1', 'https://ghes.example/acme/widgets/issues/1'], accepted: 'acme/widgets' },
  { input: 'pull-request', bad: ['PR-1', '!1', 'main'], accepted: '42, #42, owner/repo#42' },
  { input: 'sha', bad: ['main', '929f820', 'x'.repeat(40), '0'.repeat(39)], accepted: '40 hexadecimal digits' },
  {
    input: 'to',
    bad: ['mergd', 'Merged', 'MERGED', 'Task_Queued', 'nowhere'],
    accepted: 'Accepted: issue_created',
    beside: { command: 'transition' },
  },
  {
    input: 'trigger',
    bad: ['Deploy Finished', 'DEPLOY', '1st', 'a'.repeat(65)],
    accepted: 'deploy.finished',
    beside: TRANSITION,
  },
  {
    input: 'metadata',
    bad: ['[1]', 'text', '{', '{"Key": 1}', '{"a": {"b": 1}}', '{"a": 12345678901234567890}'],
    accepted: 'metadata',
    beside: TRANSITION,
  },
  { input: 'override', ...FLAG, beside: { ...TRANSITION, reason: 'x' } },
  { input: 'reason', bad: ['x'.repeat(1025), '<'.repeat(600), '\ud800'], accepted: '', beside: TRANSITION },
  {
    input: 'config',
    bad: ['../x.yml', '/etc/passwd', 'a//b', '.', 'C:\\x.yml', LONG, 'a\u0007b'],
    accepted: 'a path in the repository',
  },
  { input: 'lifecycle', bad: ['Standard', 'STRICT', 'strickt', 'loose', './mine.yml'], accepted: 'standard or strict' },
  { input: 'on-invalid', bad: ['FAIL', 'Warn', 'error', 'off'], accepted: 'fail, warn or ignore' },
  { input: 'auto-merge', ...FLAG },
  { input: 'track', bad: ['issue', 'All', 'pull_requests'], accepted: 'issues or all' },
  { input: 'require-issue', ...FLAG },
  { input: 'begin', bad: ['Task_Queued', 'task-queued', 'assigned'], accepted: 'issue_created or task_queued' },
  { input: 'ci', bad: ['check', 'None', 'false'], accepted: 'checks, none or asserted' },
  {
    input: 'required-checks',
    bad: ['build[', 'build\n{a,b', '!lint', '!', 'node [0-9]', '{a,b}'],
    accepted: 'only * and ? are special',
  },
  { input: 'required-checks', bad: [LONG, 'a\u0007b'], accepted: 'names of checks or globs' },
  {
    input: 'required-checks',
    bad: ['build', 'build*'],
    accepted: 'leave out one of them',
    beside: { 'ignore-checks': 'b*' },
  },
  {
    input: 'required-checks',
    bad: ['loopforge'],
    accepted: 'LoopForge sets itself',
    beside: { 'status-context': 'loopforge' },
  },
  { input: 'ignore-checks', bad: ['lint]', '!build', 'v[0-9]'], accepted: 'only * and ? are special' },
  { input: 'ignore-checks', bad: ['*', '**'], accepted: 'set ci to none' },
  { input: 'require-current-approval', ...FLAG },
  { input: 'unmerged-close', bad: ['Refuse', 'reject', 'allow'], accepted: 'refuse or accept' },
  { input: 'ignore-labels', bad: ['bug, wontfix', 'x'.repeat(51), 'a\u0007b'], accepted: 'one a line' },
  {
    input: 'trusted-authors',
    bad: ['octocat', '@octocat', 'github-actions[bot]', '-1', '1.5', '0'],
    accepted: '--jq .id',
  },
  {
    input: 'label-prefix',
    bad: ['x'.repeat(36), 'a,b:', ' state:', 'state: ', 'a\nb', 'a\tb:', '\ud800:'],
    accepted: 'such as loopforge:',
  },
  { input: 'status-context', bad: ['x'.repeat(256), 'a\nb', 'a\u0007b'], accepted: 'such as loopforge' },
  { input: 'lock', bad: ['reactions', 'None', 'off'], accepted: 'reaction or none' },
  { input: 'dry-run', ...FLAG },
  { input: 'summary', ...FLAG },
  { input: 'comment', bad: ['Short', 'none', 'long'], accepted: 'full or short' },
  { input: 'limit', bad: ['0', '-1', '1.5', 'many', '1e3', '100001'], accepted: 'a whole number from 1 to 100000' },
  { input: 'filter-state', bad: ['mergd', 'Merged'], accepted: 'did you mean "merged"?', beside: LIST },
  { input: 'filter-state', bad: ['merged, closed', '!merged'], accepted: 'names of states', beside: LIST },
  { input: 'filter-state', bad: ['merged'], accepted: 'needs "command: list" or "command: export"' },
  {
    input: 'older-than',
    bad: ['3', '3 d', '3days', '0d', '-1h', 'P3D', '1.5h'],
    accepted: 'such as 90m',
    beside: LIST,
  },
  { input: 'older-than', bad: ['3d'], accepted: 'needs "command: list" or "command: export"' },
  { input: 'violations', ...FLAG, beside: LIST },
  { input: 'violations', bad: ['true'], accepted: 'needs "command: list" or "command: export"' },
  { input: 'format', bad: ['JSON', 'jsonl', 'html'], accepted: 'ndjson, json, csv, xlsx', beside: EXPORT },
  { input: 'format', bad: ['csv'], accepted: 'needs "command: export"', beside: LIST },
  {
    input: 'output-file',
    bad: ['out/', 'a\nb', 'a\u0007b', 'x'.repeat(1001)],
    accepted: 'the path of a file',
    beside: EXPORT,
  },
  { input: 'output-file', bad: ['out.csv'], accepted: 'needs "command: export"', beside: LIST },
  {
    input: 'since',
    bad: [
      'yesterday',
      '2026-13-01',
      '2026-02-30',
      '2026-03-01T12:00',
      '1772323200',
      '2026-03-01T12:00:00+01:00',
      '+abc',
    ],
    accepted: 'a moment such as 2026-',
    beside: EXPORT,
  },
  { input: 'until', bad: ['now', '2026-3-1', '2026-02-29'], accepted: 'a moment such as 2026-', beside: EXPORT },
  { input: 'since', bad: ['2026-03-01'], accepted: 'needs "command: export"' },
  { input: 'until', bad: ['2026-03-01'], accepted: 'needs "command: export"', beside: LIST },
  { input: 'redact-actors', ...FLAG, beside: EXPORT },
  { input: 'redact-actors', bad: ['true'], accepted: 'needs "command: export"', beside: LIST },
  { input: 'issue', bad: ['x'], accepted: '42, #42, owner/repo#42', beside: LIST },
  { input: 'pull-request', bad: ['42'], accepted: 'takes one item by "issue", or all', beside: LIST },
  { input: 'sha', bad: ['a'.repeat(40)], accepted: 'takes one item by "issue", or all', beside: EXPORT },
  { input: 'mirror', bad: ['Postgres', 'mysql', 'true'], accepted: 'none, postgres, redis or dynamodb' },
  {
    input: 'mirror-url',
    bad: ['db.example.test', 'mysql://db', 'postgres', 'host=db user=loopforge'],
    accepted: 'a URL like postgres://user:password@host:5432/database',
    beside: { mirror: 'postgres' },
  },
  { input: 'mirror-url', bad: ['redis://db'], accepted: 'a URL like https://', beside: DYNAMODB },
  {
    input: 'mirror-table',
    bad: ['a;drop', '1st', 'a.b.c', 'ä'],
    accepted: 'a name like loopforge_records',
    beside: { mirror: 'postgres' },
  },
  { input: 'mirror-table', bad: ['a b', 'ab', 'x'.repeat(256)], accepted: '', beside: { mirror: 'dynamodb' } },
  {
    input: 'webhook-url',
    bad: ['example.com', 'http://example.com', 'ftp://example.com', 'https://me:secret@example.com', '/hook', 'off'],
    accepted: 'an https URL without an account in it',
    beside: { 'webhook-secret': SIGNING },
  },
  {
    input: 'webhook-secret',
    bad: ['secret', 'whsec_', 'whsec_c2hvcnQ=', `whsec_${'A'.repeat(90)}`, `${SIGNING}!`],
    accepted: '24 to 64 bytes in base64',
    beside: { 'webhook-url': 'https://example.com' },
  },
  { input: 'webhook-names', ...FLAG },
  {
    input: 'slack-webhook-url',
    bad: ['hooks.slack.com/services/T', 'http://hooks.slack.com/services/T'],
    accepted: 'an https URL without an account in it',
  },
  { input: 'slack-webhook-url', bad: ['https://a.example\nhttps://b.example'], accepted: 'must be one URL' },
  { input: 'slack-on', bad: ['mergd', 'Merged'], accepted: 'did you mean "merged"?' },
  { input: 'slack-on', bad: ['merged, closed', 'a b', '1st'], accepted: 'names of states' },
  { input: 'dispatch', bad: ['x'.repeat(101), 'a\nb', 'a\u0007b'], accepted: 'such as loopforge' },
  {
    input: 'otlp-endpoint',
    bad: ['otlp.example.com', 'http://otlp.example.com', 'https://me:secret@otlp.example.com'],
    accepted: 'an https URL without an account in it',
  },
  { input: 'otlp-headers', bad: ['secret', 'a b: c', 'name:', 'name: \u00e9', ': x'], accepted: 'must be headers' },
  { input: 'audit-log', bad: ['x'.repeat(256), 'a\nb', 'a\u0007b'], accepted: 'or log' },
  {
    input: 'gate-url',
    bad: ['gate.example.com', 'http://gate.example.com', 'https://me:secret@gate.example.com'],
    accepted: 'an https URL without an account in it',
  },
  { input: 'gate-on', bad: ['mergd', 'Merged'], accepted: 'did you mean "merged"?' },
  { input: 'gate-on', bad: ['merged, closed', '!merged'], accepted: 'names of states' },
  { input: 'gate-failure', bad: ['Closed', 'warn', 'fail'], accepted: 'closed or open' },
  { input: 'gate-secret', bad: ['secret', 'whsec_c2hvcnQ='], accepted: '24 to 64 bytes in base64' },
  { input: 'gate-secret', bad: [`${SIGNING}\n${SIGNING}`], accepted: 'must be one secret' },
  { input: 'hook-timeout', bad: ['0', '61', '1.5', '10s'], accepted: 'a whole number from 1 to 60' },
  {
    input: 'allow-hosts',
    bad: ['https://example.com', 'example.com:443', '*.example.com'],
    accepted: 'without a port',
  },
  { input: 'on-effect-failure', bad: ['Warn', 'error'], accepted: 'warn or fail' },
  { input: 'on-inconclusive', bad: ['WARN', 'ignore'], accepted: 'warn or fail' },
];

async function messageOf(inputs: { readonly [name: string]: string }): Promise<string> {
  const given = Object.entries(inputs).map(([name, value]) => [variableOf(name), value]);
  const env = {
    GITHUB_REPOSITORY: 'acme/widgets',
    GITHUB_SERVER_URL: 'https://github.com',
    ...Object.fromEntries(given),
  };
  const error: unknown = await readInputs(env).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof LoopForgeError)) throw new Error(`nothing is wrong with ${JSON.stringify(inputs)}`);
  expect(error.code).toBe('input_invalid');
  return error.message;
}

describe('a value that is not accepted is one error that names the input, the value and what is', () => {
  const cases = ROWS.flatMap(({ bad, ...row }) => bad.map((value) => ({ ...row, value })));
  test.each(cases)('$input: $value', async ({ input, value, accepted, beside = {} }) => {
    const message = await messageOf({ ...beside, [input]: value });
    expect(message).not.toContain('things are wrong');
    expect(message).toContain(`"${input}"`);
    expect(message).toContain(accepted);
    expect(message.length).toBeLessThan(500);
  });

  test('and a secret is not repeated', async () => {
    const planted = 'planted-5e3r3t';
    for (const name of HOOK_SECRETS) {
      const message = await messageOf({ [name]: `nonsense ${planted}\n${planted}` });
      expect(message, name).toContain(`"${name}"`);
      expect(message, name).not.toContain(planted);
    }
  });

  test('but the token every input has a row', () => {
    const covered = new Set<string>(ROWS.map(({ input }) => input));
    expect(INPUTS.map(({ name }) => name).filter((name) => !covered.has(name))).toEqual(['github-token']);
  });

  test.each([
    [{ lifecycle: 'Standard' }, 'standard'],
    [{ 'on-invalid': 'FAIL' }, 'fail'],
    [{ begin: 'Task_Queued' }, 'task_queued'],
    [{ begin: 'task-queued' }, 'task_queued'],
    [{ command: 'TRANSITION' }, 'transition'],
    [{ command: 'transition', to: 'CI_Passed' }, 'ci_passed'],
    [{ 'dry-run': 'tru' }, 'true'],
  ])('%j: case makes another word, and the one that was meant is said', async (inputs, meant) => {
    expect(await messageOf(inputs)).toContain(`did you mean "${meant}"?`);
  });
});
