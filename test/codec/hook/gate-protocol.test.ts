import { describe, expect, test } from 'vitest';
import { gateRequest, LONGEST_GATE_ANSWER, readGateAnswer } from '../../../src/codec/hook/gate-protocol.ts';
import { canonicalize } from '../../../src/core/encoding/canonical.ts';
import { encodedSize } from '../../../src/core/encoding/size.ts';
import type { GateQuestion } from '../../../src/core/ports/gate.ts';
import { aStep, recordOf } from '../../core/sample-drafts.ts';
import { at, HEAD } from '../../core/sample-facts.ts';

const QUESTION: GateQuestion = {
  step: {
    ...{ from: 'issue_created', to: 'merged', trigger: 'pr.merged', at: at('09:00:00'), pr: 43, cycle: 0 },
    ...{ prUrl: 'https://github.com/acme/widgets/pull/43', sha: HEAD, facts: { 'pr.merged': true } },
  },
  record: recordOf([aStep()]),
  item: { number: 42, url: 'https://github.com/acme/widgets/issues/42', title: 'A "title" with ü and \ud800' },
};

test('the question names its protocol, the step, the record and the item', () => {
  expect(JSON.parse(gateRequest(QUESTION))).toEqual({
    loopforge: 'gate/1',
    transition: {
      ...{ from: 'issue_created', to: 'merged', trigger: 'pr.merged', at: at('09:00:00'), pr: 43, cycle: 0 },
      ...{ pr_url: 'https://github.com/acme/widgets/pull/43', sha: HEAD, facts: { 'pr.merged': true } },
    },
    record: JSON.parse(JSON.stringify(QUESTION.record)),
    item: QUESTION.item,
  });
  expect(JSON.parse(gateRequest({ ...QUESTION, record: null })).record).toBeNull();
});

const says = (body: string | null, status = 200) => readGateAnswer({ status, body });

describe('an answer', () => {
  test.each([
    ['{"allow":true}', { kind: 'allowed', reviewer: null, reason: null }],
    ['{"allow":false}', { kind: 'denied', reviewer: null, reason: null }],
    [
      ' {\n"reviewer": "octocat", "allow": false, "reason": "No tests."}\n',
      { kind: 'denied', reviewer: 'octocat', reason: 'No tests.' },
    ],
    ['{"allow":true,"reason":null,"reviewer":null}', { kind: 'allowed', reviewer: null, reason: null }],
    ['{"allow":true,"reason":"","reviewer":" \\n "}', { kind: 'allowed', reviewer: null, reason: null }],
    [
      '{"allow":false,"reason":"One\\n\\ntwo\\u0000\\u001b[31m\\tthree\\u2028four"}',
      { kind: 'denied', reviewer: null, reason: 'One two [31m three four' },
    ],
    [
      '{"allow":false,"reason":"<!channel> @octocat <b>&"}',
      { kind: 'denied', reviewer: null, reason: '<!channel> @octocat <b>&' },
    ],
  ])('%j', (body, answer) => {
    expect(says(body)).toEqual(answer);
  });

  test.each(['x', '"', 'ü', '\u{1f600}', '-', '\\'])(
    'is cut where its texts are long, and can be recorded: %j',
    (letter) => {
      const answer = says(
        JSON.stringify({ allow: false, reason: letter.repeat(5_000), reviewer: letter.repeat(5_000) }),
      );
      if (answer.kind !== 'denied') throw new Error('it is a no');
      expect(encodedSize(answer.reason)).toBeLessThanOrEqual(1_002);
      expect(encodedSize(answer.reviewer)).toBeLessThanOrEqual(102);
      expect(answer.reason).toMatch(/… \(\+\d+\)$/);
      canonicalize(answer);
    },
  );
});

describe('is silence, and never a yes or a no', () => {
  const WRONG: readonly (readonly [what: string, body: string | null])[] = [
    ['nothing', ''],
    ['too long, or broken off', null],
    ['prose', 'Yes, go ahead.'],
    ['prose around JSON', 'Here it is: {"allow":true}'],
    ['JSON in a fence', '```json\n{"allow":true}\n```'],
    ['two objects', '{"allow":true}{"allow":true}'],
    ['an object that is not closed', '{"allow":true'],
    ['a byte order mark before it', '\ufeff{"allow":true}'],
    ['a comment in it', '{"allow":true /* sure */}'],
    ['a comma at its end', '{"allow":true,}'],
    ['single quotes', "{'allow':true}"],
    ['true', 'true'],
    ['null', 'null'],
    ['a text', '"allow"'],
    ['a list', '[{"allow":true}]'],
    ['an empty object', '{}'],
    ['another field', '{"allowed":true}'],
    ['another case', '{"Allow":true}'],
    ['a text for a yes', '{"allow":"true"}'],
    ['a number for a yes', '{"allow":1}'],
    ['null for a no', '{"allow":null}'],
    ['a list for a yes', '{"allow":[true]}'],
    ['two answers', '{"allow":false,"allow":true}'],
    ['two answers, one of them escaped', '{"allow":false,"\\u0061llow":true}'],
    ['one field more', '{"allow":true,"deny":true}'],
    ['a prototype', '{"__proto__":{"allow":true}}'],
    ['a prototype beside it', '{"allow":true,"__proto__":{}}'],
    ['a reason that is no text', '{"allow":true,"reason":["no"]}'],
    ['a reason that is an object', '{"allow":false,"reason":{"text":"no"}}'],
    ['a reviewer that is no text', '{"allow":true,"reviewer":7}'],
    ['a lone surrogate', '{"allow":false,"reason":"\\ud800"}'],
    ['a page', '<!doctype html><title>Sign in</title>'],
    ['an object that is nested without end', `{"allow":true,"reason":${'['.repeat(20_000)}${']'.repeat(20_000)}}`],
  ];
  test.each(WRONG)('%s', (_what, body) => {
    const answer = says(body);
    expect(answer).toEqual({ kind: 'silent', why: expect.stringMatching(/^its answer |^"[a-z]+"/) });
  });

  test.each([0, 100, 199, 201, 202, 204, 206, 301, 302, 400, 403, 404, 410, 429, 500, 503])(
    'a plain yes or no with status %i',
    (status) => {
      for (const body of ['{"allow":true}', '{"allow":false}']) {
        expect(says(body, status)).toEqual({ kind: 'silent', why: `it answered ${status}, and only 200 is an answer` });
      }
    },
  );

  test('and nothing of what was said is quoted', () => {
    for (const body of ['s3cret', '{"s3cret":true}', '{"allow":"s3cret"}', '{"allow":true,"s3cret":1}']) {
      expect(JSON.stringify(says(body))).not.toContain('s3cret');
    }
  });

  test('its limit leaves room for any sentence', () => {
    expect(LONGEST_GATE_ANSWER).toBe(65_536);
  });
});
