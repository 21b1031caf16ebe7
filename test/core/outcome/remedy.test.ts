import { describe, expect, test } from 'vitest';
import { REMEDIES, type RefusedAct, type Remedy, remediesFor } from '../../../src/core/outcome/remedy.ts';
import { NEED_KINDS } from '../../../src/core/values/words.ts';

type Kind = (typeof NEED_KINDS)[number];

const refused = (act: RefusedAct['act'], needs: readonly Kind[], more: Partial<RefusedAct> = {}): RefusedAct => ({
  code: 'gate_not_met',
  act,
  needs: needs.map((kind) => ({ kind })),
  isMerged: act === 'merge',
  isFresh: false,
  setAside: 'no',
  hasOther: false,
  ...more,
});
const CHECKS_OF_THEN = [
  ...(['failed', 'cancelled', 'superseded', 'timed_out', 'running', 'queued', 'waiting'] as const),
  ...(['only_neutral', 'unreadable'] as const),
];
const APPEARING = ['no_checks', 'never_reported', 'pinned'] as const;

describe('a merge is judged by its hour', () => {
  test.each(NEED_KINDS.map((kind) => [kind] as const))('what a merge lacked: %s', (kind) => {
    const isHealed = CHECKS_OF_THEN.some((one) => one === kind);
    const mayAppear = APPEARING.some((one) => one === kind);
    const of = (more: Partial<RefusedAct> = {}) => remediesFor(refused('merge', [kind], more));
    expect(of()).toEqual(isHealed ? ['proof'] : []);
    expect(of({ isFresh: true })).toEqual(isHealed || mayAppear ? ['proof'] : []);
  });

  test.each<readonly [readonly Kind[], readonly Remedy[]]>([
    [['failed', 'running'], ['proof']],
    [['failed', 'approvals'], []],
    [['approvals', 'changes_requested'], []],
    [['running', 'never_reported'], ['proof']],
    [['failed', 'never_reported'], []],
  ])('%j', (needs, remedies) => {
    expect(remediesFor(refused('merge', needs))).toEqual(remedies);
  });
});

describe('a close, a reopening, what is not over', () => {
  test.each<readonly [string, RefusedAct, readonly Remedy[]]>([
    ['nothing merged', refused('close', ['pull_request']), ['link', 'reopen']],
    [
      'nothing merged, standard',
      refused('close', ['pull_request'], { setAside: 'may' }),
      ['link', 'set_aside', 'reopen'],
    ],
    ['a commit', refused('close', ['closed_by_commit', 'pull_request']), ['link', 'reopen']],
    ['an open pull request', refused('close', ['no_checks', 'not_merged']), ['merge', 'reopen']],
    ['an open one, set aside', refused('close', ['not_merged'], { setAside: 'is' }), ['reopen']],
    ['a reopened item that was over', refused('reopening', [], { code: 'illegal_transition' }), []],
    ['a lost approval', refused('other', ['approvals', 'not_merged'], { code: 'gate_lost' }), ['proof']],
  ])('%s', (_name, act, remedies) => {
    expect(remediesFor(act)).toEqual(remedies);
  });
});

describe('a claim', () => {
  test.each<readonly [string, RefusedAct, readonly Remedy[]]>([
    ['no such step', refused('claim', [], { code: 'illegal_transition', hasOther: true }), ['claim_other']],
    ['no such step, at the end', refused('claim', [], { code: 'illegal_transition' }), []],
    ['its condition', refused('claim', ['condition'], { code: 'guard_false' }), ['claim_again']],
    ['its proof', refused('claim', ['approvals']), ['claim_again']],
    ['its proof, after the merge', refused('claim', ['approvals'], { isMerged: true }), []],
    ['its checks, after the merge', refused('claim', ['failed'], { isMerged: true }), ['claim_again']],
  ])('%s', (_name, act, remedies) => {
    expect(remediesFor(act)).toEqual(remedies);
  });
});

test('each remedy is named once', () => {
  expect(new Set(REMEDIES).size).toBe(REMEDIES.length);
});
