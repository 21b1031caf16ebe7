import { appendEntries, emptyRecord } from '../../../src/core/record/append/append.ts';
import type { LoopRecord } from '../../../src/core/record/record.ts';
import { trustedAccountId } from '../../../src/core/values/ids.ts';
import { inOrder } from '../../core/by-hand.ts';
import { aNote, aRejection, aStamp, aStep, GENESIS, recordOf, saying, taking } from '../../core/sample-drafts.ts';

/** A person, whose texts occur nowhere else. */
export interface Marked {
  readonly id: string;
  readonly login: string;
}

/**
 * A record in which people stand wherever one can: who acted, was asked, objects or vetoed; what was said of them in
 * reasons, metadata, messages, titles and labels; in what a note keeps, and in what the comment shows.
 */
export function recordOfPeople(people: readonly [Marked, ...Marked[]], number = 42): LoopRecord {
  const names = people.map(({ login }) => login);
  const [first] = people;
  const said = (one: Marked) => ({
    actor: { id: trustedAccountId(one.id), login: one.login, type: 'User' } as const,
    evidence: {
      at: null,
      facts: {
        ...{ 'issue.title': `for ${one.login}`, 'issue.labels': names, 'issue.author': '(read)' },
        ...{ 'record.labels': { owner: one.login }, 'checks.ok': true, 'pull_request.base': 'main' },
        'github.event.comment': { by: one.login },
      },
      checks: null,
    },
    metadata: {
      ...{ reason: `${one.login} said so`, gate_reviewer: one.login, gate_reason: one.login },
      ...{ editor: { id: one.id, login: one.login, type: 'User' }, on_call: names, ticket: one.id },
    },
  });
  const need = (kind: 'approvals' | 'code_owner' | 'changes_requested' | 'vetoed' | 'condition') =>
    ({ kind, names, counts: { total: names.length } }) as const;
  const needs = [need('approvals'), need('code_owner'), need('changes_requested'), need('vetoed'), need('condition')];
  const record_id = `acme/widgets#${number}`;
  const ref = `https://github.com/acme/widgets/issues/${number}`;
  const genesis = { ...GENESIS, record_id, ref, ref_number: number, labels: { owner: first.login } };
  const drafts = [
    ...people.map((one, at) => aStep({ ...said(one), from: at === 0 ? null : 'task_queued', to: 'task_queued' })),
    ...people.map((one) => aStep({ ...said(one), from: 'task_queued', to: 'task_queued', source: 'override' })),
    ...people.map((one) =>
      aRejection({ ...said(one), needs, message: `Vetoed by ${one.login}: ${one.login} said no` }),
    ),
    { ...saying('accept', { seq: people.length * 2 + 1 }), ...said(first) },
    { ...taking('restored', inOrder(recordOf([aStep(said(first))]))), ...said(first) },
    aNote(said(first)),
  ];
  const { record } = appendEntries(emptyRecord(genesis), drafts, aStamp());
  const shown = { renderer: 3, needs, allowed: ['merged'], open: [] };
  return { ...record, head: { ...record.head, rev: 1, view: record.head.hash, shown } };
}
