import { expect, test } from 'vitest';
import { runGate } from '../../../src/compose/hooks/run-gate.ts';
import { receiver } from '../../adapters/hook/receiver.ts';
import { RECORD } from '../../adapters/hook/sample-news.ts';
import { at } from '../../core/sample-facts.ts';
import { contextOf } from './hook-context.ts';

test('the gate of a run is asked where the settings say, signed by its secret', async () => {
  const { url, received } = await receiver((response) => response.end('{"allow":true,"reviewer":"octocat"}'));
  const gateSecret = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;
  const gate = runGate(contextOf({ gateSecret }));
  const step = {
    ...{ from: 'pr_created', to: 'merged', trigger: 'pr.merged', at: at('09:00:00'), pr: 43, prUrl: null, sha: null },
    ...{ cycle: 0, facts: {} },
  };
  const question = {
    step,
    record: RECORD,
    item: { number: 42, url: 'https://github.com/acme/widgets/issues/42', title: null },
  };
  const settings = { gateUrl: url, gateOn: ['merged'], gateFailure: 'closed', hookTimeout: 5, allowHosts: [] } as const;
  expect(await gate.ask(question, settings)).toEqual({ kind: 'allowed', reviewer: 'octocat', reason: null });
  expect(received[0]?.headers['webhook-signature']).toMatch(/^v1,/);
});
