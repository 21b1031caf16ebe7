import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../src/codec/config/config.ts';
import { LoopForgeError } from '../../../src/core/values/errors.ts';

const PATH = '.github/loopforge.yml';
const parse = (text: string) => parseConfig(text, PATH);
const failure = async (text: string): Promise<LoopForgeError> => {
  const outcome = await parse(text).catch((error: unknown) => error);
  if (outcome instanceof LoopForgeError) return outcome;
  throw new Error(`no LoopForgeError: ${JSON.stringify(outcome)}`);
};

const EVERYTHING = `# How this repository works
lifecycle: strict
on_invalid: warn
auto_merge: true
track: all
require_issue: True
begin: task_queued
ci: asserted
required_checks:
  - build
  - 'test (*)'
ignore_checks: |
  preview
  chromatic
require_current_approval: true
trusted_authors: [583231, "41898282"]
status_context: loopforge
label_prefix: 'loopforge:'
lock: none
summary: false
limit: 20
`;

describe('parseConfig', () => {
  it('reads every setting', async () => {
    await expect(parse(EVERYTHING)).resolves.toEqual({
      lifecycle: 'strict',
      onInvalid: 'warn',
      autoMerge: true,
      track: 'all',
      requireIssue: true,
      begin: 'task_queued',
      ci: 'asserted',
      requiredChecks: ['build', 'test (*)'],
      ignoreChecks: ['preview', 'chromatic'],
      requireCurrentApproval: true,
      trustedAuthors: ['583231', '41898282'],
      statusContext: 'loopforge',
      labelPrefix: 'loopforge:',
      lock: 'none',
      summary: false,
      limit: 20,
    });
  });

  it.each(['', '\n \n', '# nothing yet\n', '---\n', 'null', '{}', ' { } '])('sets nothing with %j', async (text) => {
    await expect(parse(text)).resolves.toEqual({});
  });

  it('reads JSON, and what only looks like it', async () => {
    await expect(parse('{"lifecycle": "strict", "required_checks": ["a \\"b\\" {c}"]}')).resolves.toEqual({
      lifecycle: 'strict',
      requiredChecks: ['a "b" {c}'],
    });
    await expect(parse('{lifecycle: strict, limit: 3}')).resolves.toEqual({ lifecycle: 'strict', limit: 3 });
    await expect(parse('\uFEFFlimit: 4\r\n')).resolves.toEqual({ limit: 4 });
  });

  it('understands anchors and merge keys', async () => {
    const text = 'required_checks: &names [build]\nignore_labels: *names\n';
    await expect(parse(text)).resolves.toEqual({ requiredChecks: ['build'], ignoreLabels: ['build'] });
  });

  it('takes what looks like a date or a switch for the text that it is', async () => {
    const text = 'status_context: 2026-11-22\nlabel_prefix: on\nrequired_checks: [yes, off]\n';
    const expected = { statusContext: '2026-11-22', labelPrefix: 'on', requiredChecks: ['yes', 'off'] };
    await expect(parse(text)).resolves.toEqual(expected);
  });

  it('names every problem at once, with key, value and what is accepted', async () => {
    const error = await failure('lifecyle: strict\non_invalid: yell\nlimit: many\nci: none\n');
    expect(error.code).toBe('config_invalid');
    expect(error.message).toContain(`${PATH} on the default branch has 3 problems`);
    expect(error.message).toContain('- "lifecyle" is not a setting; did you mean "lifecycle"?\n');
    expect(error.message).toContain('- on_invalid: "yell" is not one of its values. Accepted: fail, warn or ignore');
    expect(error.message).toContain('- limit: "many" is not accepted; use a whole number');
  });

  it.each([
    ['on-invalid: fail', 'did you mean "on_invalid"?'],
    ['autoMerge: true', 'did you mean "auto_merge"?'],
    ['required_check: [a]', 'did you mean "required_checks"?'],
    ['something_else: 1', '"something_else" is not a setting. Accepted: lifecycle, on_invalid, '],
    ['lifecycle: {states: {}}', 'a lifecycle of your own is not supported in this version; use standard or strict'],
    ['lifecycle: ./mine.yml', 'lifecycle: "./mine.yml" is not one of its values. Accepted: standard or strict'],
    ['lifecycle:', 'lifecycle: it has no value'],
    ['on_invalid: off', '"off" is not one of its values'],
    ['auto_merge: yes', 'auto_merge: "yes" is not one of its values. Accepted: true or false'],
    ['auto_merge: "{{ vars.X }}"', 'is not one of its values. Accepted: true or false'],
    ['required_checks: [3.10]', '3.1 is not accepted'],
    ['required_checks: [on, true]', 'true is not accepted'],
    ['required_checks: {build: true}', 'is not accepted'],
    ['required_checks: ["build["]', 'required_checks: "build[" has a bracket without its other half'],
    ['ignore_checks: ["*"]', 'ignore_checks: "*" ignores every check'],
    [
      'required_checks: [build]\nignore_checks: [build]',
      'required_checks: "build" is also ignored, by "build" of ignore_checks',
    ],
    ['label_prefix: "state: "', 'label_prefix: "state: " is not accepted'],
    ['mirror_url: redis://example.com', '`mirror-url` under `with:`'],
    ['webhook_url: https://example.com/x', '`webhook-url` under `with:`'],
    ['webhook_secret: whsec_x', '`webhook-secret` under `with:`'],
    ['slack_webhook_url: https://example.com/x', '`slack-webhook-url` under `with:`'],
    ['otlp_headers: "a: b"', '`otlp-headers` under `with:`'],
    ['gate_secret: whsec_x', '`gate-secret` under `with:`'],
    ['github_token: abc', '`github-token` under `with:`'],
    ['- lifecycle', 'must be a map of settings'],
    ['strict', 'must be a map of settings'],
    ['lifecycle: strict\nlifecycle: standard', 'Map keys must be unique'],
    ['{"lifecycle": "strict", "lifecycle": "standard"}', 'Map keys must be unique'],
    ['lifecycle: [strict', 'at line 1'],
    ['{"lifecycle": "strict"', 'at line 1'],
    ['lifecycle: strict\n---\nlifecycle: standard', 'multiple documents'],
    ['lifecycle: *nowhere', 'nowhere'],
    ['limit: !!timestamp 2026-11-22', 'tag'],
    ['limit: !!binary aGk=', 'tag'],
    ['%YAML 1.1\n---\non_invalid: off', '"off" is not one of its values'],
    ['? {a: 1}\n: 2', 'is not a setting'],
    ['__proto__: {lifecycle: strict}', '"__proto__" is not a setting'],
    ['constructor: 1', '"constructor" is not a setting'],
    ['toString: 1', '"toString" is not a setting'],
  ])('refuses %j', async (text, expected) => {
    const error = await failure(text);
    expect(error.code).toBe('config_invalid');
    expect(error.message).toContain(expected);
  });

  it('does not show the value of a secret that stands in the wrong place', async () => {
    const error = await failure('webhook_secret: hunter2');
    expect(error.message).not.toContain('hunter2');
  });

  it('refuses a file whose aliases multiply, at once', async () => {
    const levels = ['a0: &a0 [x,x,x,x,x,x,x,x,x,x]'];
    for (let i = 1; i < 10; i++)
      levels.push(
        `a${i}: &a${i} [${Array(10)
          .fill(`*a${i - 1}`)
          .join(',')}]`,
      );
    const error = await failure(levels.join('\n'));
    expect(error.code).toBe('config_invalid');
    expect(error.message).toContain('alias');
  });

  it.each([
    ['a list that stands in itself', 'required_checks: &a [*a]', 'an alias stands inside what it names'],
    ['a map that stands in itself', 'required_checks: &a {b: [*a]}', 'an alias stands inside what it names'],
    ['4 MB of names', `required_checks:\n${'- some check\n'.repeat(310_000)}`, 'at most 40000 are read'],
    ['4 MB of JSON', JSON.stringify({ required_checks: ['x'.repeat(4_000_000)] }), 'at most 40000 are read'],
    ['brackets without end', 'required_checks: '.padEnd(30_000, '['), 'too many brackets'],
    ['brackets in each other', `ci: ${'['.repeat(5_000)}${']'.repeat(5_000)}`, 'too many brackets'],
    ['3,000 globs', `required_checks:\n${numbered(3_000, '- x')}`, '(3000 names) take'],
    ['names of much room', `required_checks:\n${numbered(4, `- ${'検'.repeat(90)}`)}`, 'at most 2000 are kept'],
    [
      'both lists together',
      `required_checks: [${'x'.repeat(255)}, ${'y'.repeat(255)}, ${'z'.repeat(255)}, ${'v'.repeat(255)}]\nignore_checks: [${'a'.repeat(255)}, ${'b'.repeat(255)}, ${'c'.repeat(255)}]`,
      '(7 names) take',
    ],
  ])('refuses %s in one sentence, within a second', async (_, text, expected) => {
    const before = performance.now();
    const error = await failure(text);
    expect(performance.now() - before).toBeLessThan(5_000);
    expect(error.code).toBe('config_invalid');
    expect(error.message).toContain('has 1 problem');
    expect(error.message).toContain(expected);
    expect(error.message.length).toBeLessThan(600);
  });

  it('takes lists that find room', async () => {
    const names = Array.from({ length: 6 }, (_, index) => `${index}${'x'.repeat(250)}`);
    expect(await parse(JSON.stringify({ required_checks: names }))).toEqual({ requiredChecks: names });
  });
});

function numbered(count: number, text: string): string {
  return Array.from({ length: count }, (_, index) => `${text}${index}`).join('\n');
}
