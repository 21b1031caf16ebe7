import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { gateRequest, readGateAnswer } from '../../src/codec/hook/gate-protocol.ts';
import type { ProposedStep } from '../../src/core/ports/gate.ts';
import { trustedSha } from '../../src/core/values/ids.ts';

const page =
  readFileSync('docs/hooks.md', 'utf8')
    .split('\n## ')
    .find((part) => part.startsWith('Gate\n')) ?? '';
const [question = '', answer = ''] = [...page.matchAll(/```json\n([\s\S]*?)```/g)].map(([, text = '']) => text);

test('docs/hooks.md shows what the gate is asked', () => {
  const step: ProposedStep = {
    ...{ from: 'awaiting_review', to: 'approved', trigger: 'review.approved', at: '2026-11-22T08:50:00Z', pr: 43 },
    ...{ prUrl: 'https://github.com/acme/widgets/pull/43', sha: trustedSha('1'.repeat(40)), cycle: 0 },
    facts: { 'review.decision': 'approved' },
  };
  const item = { number: 42, url: 'https://github.com/acme/widgets/issues/42', title: 'A widget is missing' };
  expect(JSON.parse(question)).toEqual(JSON.parse(gateRequest({ step, record: null, item })));
});

test('docs/hooks.md shows an answer that is one', () => {
  expect(readGateAnswer({ status: 200, body: answer })).toEqual({
    ...{ kind: 'denied', reviewer: 'security', reason: 'The migration has no way back.' },
  });
});
