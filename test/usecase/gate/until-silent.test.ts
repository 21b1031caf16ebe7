import { expect, test } from 'vitest';
import type { Gate, GateAnswer, GateQuestion, GateSettings } from '../../../src/core/ports/gate.ts';
import { untilSilent } from '../../../src/usecase/gate/until-silent.ts';

const SETTINGS: GateSettings = {
  gateUrl: 'https://gate.example.com/',
  gateOn: ['merged'],
  gateFailure: 'closed',
  hookTimeout: 10,
  allowHosts: [],
};
const STEP = { from: 'ci_passed', to: 'merged', trigger: 'pr.merged', at: null, pr: 43, prUrl: null, sha: null };

function questionOn(number: number): GateQuestion {
  const item = { number, url: `https://github.com/acme/widgets/issues/${number}`, title: null };
  return { step: { ...STEP, cycle: 0, facts: {} }, record: null, item };
}

/** The items that are asked about, and what a run hears, where the gate has no answer about these. */
async function askAll(silentOn: readonly number[], items: readonly number[]) {
  const asked: number[] = [];
  const answerOn = (number: number): GateAnswer =>
    silentOn.includes(number)
      ? { kind: 'silent', why: 'it answered 502' }
      : { kind: 'allowed', reviewer: null, reason: null };
  const gate: Gate = {
    ask: async ({ item: { number } }) => {
      asked.push(number);
      return answerOn(number);
    },
  };
  const patient = untilSilent(gate);
  const heard: string[] = [];
  for (const number of items) heard.push((await patient.ask(questionOn(number), SETTINGS)).kind);
  return { asked, heard };
}

test('an item that the gate has no answer about keeps it from no other', async () => {
  expect((await askAll([2], [1, 2, 3])).heard).toEqual(['allowed', 'silent', 'allowed']);
});

test('a gate that is down is not waited for by all items of a run', async () => {
  const { asked, heard } = await askAll([2, 3, 4, 5], [1, 2, 3, 4, 5, 6]);
  expect(asked).toEqual([1, 2, 3, 4]);
  expect(heard).toEqual(['allowed', ...Array(5).fill('silent')]);
});
