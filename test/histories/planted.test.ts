import { describe, expect, it } from 'vitest';
import { type PullFacts, UNAVAILABLE } from '../../src/core/facts/facts.ts';
import { planItem } from '../../src/core/plan/plan.ts';
import type { Plan, PlanRequest } from '../../src/core/plan/steps/plan-types.ts';
import type { RejectionDraft } from '../../src/core/record/append/append.ts';
import { repoOf } from '../support/github/world/hub.ts';
import { pullsOf } from './belonging.ts';
import { takeCensus } from './census.ts';
import { isNear, strays, WANTED } from './frequencies.ts';
import { type History, historyOf } from './history.ts';
import { type Check, judge } from './judgement.ts';
import { verdictOn } from './merge-hour.ts';
import { type Law, replay } from './replay.ts';

/** A law that breaks one rule, and the checks that must notice. */
const PLANTED: readonly { readonly check: Check; readonly name: string; readonly law: Law }[] = [
  {
    check: 'nothing is thrown',
    name: 'cannot stand a second push',
    law: (request) => {
      if (request.event.action === 'synchronize') throw new Error('no');
      return planItem(request);
    },
  },
  {
    check: 'every step is legal, and follows the one before',
    name: 'leaves out a step on the way',
    law: (request) => without(planItem(request), (draft) => draft.kind === 'transition' && draft.to === 'ci_pending'),
  },
  {
    check: 'every merge is accounted for',
    name: 'looks away from merges',
    law: (request) => {
      const planned = planItem(request);
      return planned.situation.unrecordedMerge ? { ...planned, drafts: [] } : planned;
    },
  },
  {
    check: 'verifying misses nothing but what cannot be judged',
    name: 'looks away from merges until nobody can judge them any more',
    law: (request) => {
      const planned = planItem(request);
      return planned.situation.unrecordedMerge ? { ...planned, drafts: [] } : planned;
    },
  },
  {
    check: 'no merge is recorded that was out of order',
    name: 'takes every check for green and every opinion for a yes',
    law: (request) => planItem(seeing(request, 'SUCCESS', { reviewDecision: null, reviews: [], reviewHistory: [] })),
  },
  {
    check: 'verifying refutes nothing that is so',
    name: 'takes every check for green',
    law: (request) => planItem(seeing(request, 'SUCCESS', {})),
  },
  {
    check: 'no merge stays refused that was in order',
    name: 'takes every check for red',
    law: (request) => planItem(seeing(request, 'FAILURE', {})),
  },
  {
    check: 'no refusal is one that nobody else would make',
    name: 'believes that somebody is always assigned',
    law: (request) => {
      const { issue } = request.facts;
      return planItem(
        issue === null
          ? request
          : { ...request, facts: { ...request.facts, issue: { ...issue, assignees: ['hubot'] } } },
      );
    },
  },
  {
    check: 'a refusal says who, which gates, what they lack and how many',
    name: 'refuses without a name',
    law: (request) => changing(planItem(request), { actor: null }),
  },
  {
    check: 'a refusal says who, which gates, what they lack and how many',
    name: 'says nothing of what is missing',
    law: (request) => changing(planItem(request), { needs: () => [] }),
  },
  {
    check: 'a refusal says who, which gates, what they lack and how many',
    name: 'does not count',
    law: (request) =>
      changing(planItem(request), { needs: (needs) => needs.map((need) => ({ ...need, names: [], counts: {} })) }),
  },
  {
    check: 'the last event twice changes nothing',
    name: 'refuses the same act again and again',
    law: (request) => {
      const { record } = request;
      return planItem(
        record === null ? request : { ...request, record: { ...record, head: { ...record.head, violations: [] } } },
      );
    },
  },
  {
    check: 'the end does not depend on which events arrived',
    name: 'moves only on the event that caused the step',
    law: (request) =>
      request.record !== null && request.event.name === 'issue_comment' ? still(planItem(request)) : planItem(request),
  },
];

const HISTORIES: readonly History[] = Array.from({ length: 600 }, (_, index) => historyOf(index + 1));
/** Those in which somebody merged what should not be merged: there are few, and most faults show without them. */
const WRONGED = HISTORIES.filter(hasWrongMerge);

describe('a law with a fault in it', () => {
  it.each(PLANTED)('that $name is found out: $check', ({ check, law }) => {
    const isFound = [...WRONGED, ...HISTORIES.slice(0, 200)].some((history) => findings(history, law).includes(check));
    expect(isFound).toBe(true);
  });
});

describe('frequencies', () => {
  const only = (wanted: (history: History) => boolean): readonly string[] =>
    strays(takeCensus(HISTORIES.filter(wanted)));

  it('are missed where a life is left out', () => {
    expect(only((history) => history.life !== 'answered')).toContain('closed issues: by hand, without a pull request');
    expect(only((history) => history.shape === 'tool')).toContain('merges: without an approval by a writer');
  });

  it('may be missed by chance, and no further', () => {
    const wanted = WANTED['closed issues: by a commit'];
    expect(isNear({ count: 30, of: 1000 }, wanted)).toBe(true);
    expect(isNear({ count: 80, of: 1000 }, wanted)).toBe(false);
  });
});

function hasWrongMerge({ scenes }: History): boolean {
  const last = scenes.at(-1);
  const repo = last === undefined ? undefined : repoOf(last.hub, last.repo);
  return (
    repo !== undefined &&
    pullsOf(repo).some((pull) => pull.mergedAt !== null && verdictOn(repo, pull) === 'out of order')
  );
}

function findings(history: History, law: Law): readonly Check[] {
  return judge(history, replay(history, law)).findings.map((one) => one.check);
}

/** The same plan, but for some of its entries. */
function without(planned: Plan, isLeftOut: (draft: Plan['drafts'][number]) => boolean): Plan {
  return { ...planned, drafts: planned.drafts.filter((draft) => !isLeftOut(draft)) };
}

interface Change {
  readonly actor?: null;
  readonly needs?: (needs: RejectionDraft['needs']) => RejectionDraft['needs'];
}

function changing(planned: Plan, { actor, needs = (all) => all }: Change): Plan {
  const drafts = planned.drafts.map((draft) => {
    if (draft.kind !== 'rejection') return draft;
    return { ...draft, actor: actor === undefined ? draft.actor : actor, needs: needs(draft.needs) };
  });
  return { ...planned, drafts };
}

function still(planned: Plan): Plan {
  return { ...planned, drafts: [], outcome: 'unchanged', refused: false };
}

/** The same facts with other pull requests: every check says the same, and more is changed as told. */
function seeing(request: PlanRequest, conclusion: string, change: Partial<PullFacts>): PlanRequest {
  const { pulls } = request.facts;
  if (pulls === UNAVAILABLE) return request;
  const changed = pulls.map(
    (pull): PullFacts => ({
      ...pull,
      ...change,
      checks:
        pull.checks === UNAVAILABLE
          ? pull.checks
          : pull.checks.map((check) => ({ ...check, conclusion, status: 'COMPLETED' })),
    }),
  );
  return { ...request, facts: { ...request.facts, pulls: changed } };
}
