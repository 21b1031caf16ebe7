import { describe, expect, test } from 'vitest';
import type { Facts, PullFacts } from '../../../../src/core/facts/facts.ts';
import { knownAnswer } from '../../../../src/core/plan/gate/gate-answers.ts';
import { planItem } from '../../../../src/core/plan/plan.ts';
import { checkSizes } from '../../../../src/core/record/append/fit.ts';
import { assertion, type RequestChange, recordAfter, request, STRICT, stepsOf } from '../../run-plan.ts';
import {
  aCheck,
  actor,
  aMergedPull,
  aPull,
  aReview,
  at,
  HEAD,
  OTHER_HEAD,
  someContext,
  someFacts,
} from '../../sample-facts.ts';
import { gatedBy, type Mind, NO, noTo, type Played, play, playAll, UNANSWERED, WITHHELD, YES } from './play-gate.ts';

const GREEN = { checks: [aCheck()] };
const PENDING = { checks: [aCheck({ status: 'IN_PROGRESS', conclusion: null, completedAt: null })] };
const APPROVED = { ...GREEN, reviewDecision: 'approved', reviews: [aReview()] } as const;
const RULE = { required: 1, codeOwners: false, lastPush: false, dismissesStale: false };
const CLOSED = {
  issue: { state: 'closed', closer: { kind: 'pull_request', number: 43 } },
  closedAt: at('09:00:01'),
} as const;

const withPull = (pull: PullFacts): Facts => someFacts({ pulls: [pull] });
const closedBy = (...pulls: readonly PullFacts[]): Facts => someFacts({ ...CLOSED, pulls });
const theOther = aMergedPull({ ...GREEN, number: 44, headSha: OTHER_HEAD, mergedAt: at('09:30:00') });

const isNew = someFacts();
const isOpen = withPull(aPull(PENDING));
const isGreen = withPull(aPull(GREEN));
const isApproved = withPull(aPull(APPROVED));
const isPushed = withPull(aPull({ ...APPROVED, headSha: OTHER_HEAD, reviews: [aReview({ sha: OTHER_HEAD })] }));
const isWithdrawn = withPull(aPull({ ...PENDING, state: 'closed', closedAt: at('09:00:00') }));
const isMerged = withPull(aMergedPull(GREEN));
const isClosed = closedBy(aMergedPull(GREEN));
const areBoth = closedBy(aMergedPull(GREEN), theOther);
const isRed = closedBy(aMergedPull({ checks: [aCheck({ conclusion: 'FAILURE' })] }));
const isUnreviewed = closedBy(aMergedPull({ ...GREEN, reviewDecision: 'review_required', reviewRule: RULE }));
const isClosedByHand = someFacts({
  issue: { state: 'closed', stateReason: 'completed', assignees: ['octocat'] },
  ...{ closedAt: at('10:00:00'), pulls: [aPull(GREEN)] },
});
const isReopened = someFacts({
  issue: { assignees: ['octocat'] },
  ...{ reopenings: 1, reopenedAt: at('10:00:00'), pulls: [aMergedPull(GREEN)] },
});
const isOld = someFacts({ issue: { state: 'closed' }, closedAt: '2026-01-01T00:00:00Z' });
const isAlone = someFacts({
  ...{ issue: null, number: 43, url: 'https://github.com/acme/widgets/pull/43', pulls: [aMergedPull(GREEN)] },
});

const AGAIN = { asksAgain: true };
const RERUN = someContext({ run: { id: '1', attempt: 2, url: '' } });
const CLAIM = { ...AGAIN, assertion: assertion('task_queued') };
const PERSON = { override: true, reason: 'Agreed by phone.', actor: actor('8') };

/** Nobody is to be asked. */
const X: Mind = ({ to }) => {
  throw new Error(`nobody is to be asked about ${to}`);
};

/** How a run ended, short enough for a table: what was appended, what was asked, the outcome, what is out of order. */
function told({ made, asked }: Played): string {
  const open = made.violations.map(({ cause }) => cause.replaceAll(HEAD, 'H').replaceAll(OTHER_HEAD, 'O'));
  const parts = [
    stepsOf(made).join(' '),
    asked.length === 0 ? '' : `asked ${asked.join(', ')}`,
    `${made.outcome} ${made.reason}`.trim(),
    open.length === 0 ? '' : `open ${open.join(', ')}`,
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

type Run = readonly [facts: Facts, mind: Mind, change?: RequestChange & { readonly asksAgain?: boolean }];

function toldOf(on: readonly string[], runs: readonly Run[], change: RequestChange = {}): readonly string[] {
  const all = runs.map(([facts, mind, more]) => ({ facts, mind, ...more }));
  return playAll(all, { settings: gatedBy(...on), ...change }).map(told);
}

/** Each line is one run, with what the gate said (X: it is not to be asked), and below what came of it. */
const TABLE: readonly (readonly [name: string, runs: () => readonly string[], expected: readonly string[]])[] = [
  [
    'a yes lets it through, and nobody is asked again',
    () =>
      toldOf(
        ['merged'],
        [
          [isClosed, YES],
          [isClosed, X],
        ],
      ),
    [
      'issue_created task_queued pr_created ci_pending ci_passed merged closed · asked ci_passed→merged #43 · transitioned',
      'unchanged',
    ],
  ],
  [
    'a no ends the walk before it; asked once more by name, a yes heals it',
    () =>
      toldOf(
        ['merged'],
        [
          [isGreen, X],
          [isClosed, NO],
          [isClosed, X],
          [isClosed, YES, AGAIN],
          [isClosed, X],
        ],
      ),
    [
      'issue_created task_queued pr_created ci_pending ci_passed · transitioned',
      'refused vetoed ci_passed→merged · asked ci_passed→merged #43 · rejected vetoed · open vetoed|merged|43|H|0',
      'unchanged already_recorded · open vetoed|merged|43|H|0',
      'merged closed · asked ci_passed→merged #43 · transitioned',
      'unchanged',
    ],
  ],
  [
    'a gate that gave no answer and is open lets it through',
    () => toldOf(['merged'], [[isClosed, UNANSWERED]]),
    [
      'issue_created task_queued pr_created ci_pending ci_passed merged closed · asked ci_passed→merged #43 · transitioned',
    ],
  ],
  [
    'a gate that is not to be asked lets the item wait, unrefused',
    () =>
      toldOf(
        ['merged'],
        [
          [isClosed, WITHHELD],
          [isClosed, NO],
        ],
      ),
    [
      'issue_created task_queued pr_created ci_pending ci_passed · asked ci_passed→merged #43 · transitioned',
      'refused vetoed ci_passed→merged · asked ci_passed→merged #43 · rejected vetoed · open vetoed|merged|43|H|0',
    ],
  ],
  [
    'silence does not undo what is on record',
    () =>
      toldOf(
        ['merged'],
        [
          [isClosed, NO],
          [isClosed, UNANSWERED, AGAIN],
        ],
      ),
    [
      'issue_created task_queued pr_created ci_pending ci_passed refused vetoed ci_passed→merged · asked ci_passed→merged #43 · rejected vetoed · open vetoed|merged|43|H|0',
      'asked ci_passed→merged #43 · unchanged already_recorded · open vetoed|merged|43|H|0',
    ],
  ],
  [
    'a re-run of the run that recorded it is red again, a named one is not',
    () =>
      toldOf(
        ['merged'],
        [
          [isClosed, NO],
          [isClosed, NO, { ...AGAIN, context: RERUN }],
          [isClosed, NO, AGAIN],
        ],
      ),
    [
      'issue_created task_queued pr_created ci_pending ci_passed refused vetoed ci_passed→merged · asked ci_passed→merged #43 · rejected vetoed · open vetoed|merged|43|H|0',
      'asked ci_passed→merged #43 · rejected vetoed · open vetoed|merged|43|H|0',
      'asked ci_passed→merged #43 · unchanged already_recorded · open vetoed|merged|43|H|0',
    ],
  ],
  [
    'a new head is asked about anew, and the old one is known',
    () =>
      toldOf(
        ['ci_passed'],
        [
          [isOpen, X],
          [isGreen, NO],
          [isPushed, NO],
          [isPushed, X],
          [isGreen, X],
        ],
      ),
    [
      'issue_created task_queued pr_created ci_pending · transitioned',
      'refused vetoed ci_pending→ci_passed · asked ci_pending→ci_passed #43 · rejected vetoed · open vetoed|ci_passed|43|H|0',
      'refused vetoed ci_pending→ci_passed · asked ci_pending→ci_passed #43 · rejected vetoed · open vetoed|ci_passed|43|O|0',
      'unchanged already_recorded · open vetoed|ci_passed|43|O|0',
      'unchanged already_recorded · open vetoed|ci_passed|43|H|0',
    ],
  ],
  [
    'a yes holds for its head alone',
    () =>
      toldOf(
        ['approved'],
        [
          [isOpen, X],
          [isApproved, YES],
          [isPushed, YES],
        ],
      ),
    [
      'issue_created task_queued pr_created ci_pending · transitioned',
      'ci_passed awaiting_review approved · asked awaiting_review→approved #43 · transitioned',
      'ci_pending ci_passed awaiting_review approved · asked awaiting_review→approved #43 · transitioned',
    ],
  ],
  [
    'strict: proof that holds for another head is asked about like a step',
    () =>
      toldOf(
        ['approved'],
        [
          [isOpen, X],
          [isApproved, YES],
          [isPushed, NO],
          [isPushed, X],
          [isPushed, YES, AGAIN],
        ],
        { lifecycle: STRICT },
      ),
    [
      'issue_created task_queued pr_created ci_pending · transitioned',
      'ci_passed awaiting_review approved · asked awaiting_review→approved #43 · transitioned',
      'refused vetoed approved→approved · asked approved→approved #43 · rejected vetoed · open vetoed|approved|43|O|0',
      'unchanged already_recorded · open vetoed|approved|43|O|0',
      'note reproved · asked approved→approved #43 · unchanged reproved',
    ],
  ],
  [
    'strict: and a yes makes it a note',
    () =>
      toldOf(
        ['approved'],
        [
          [isOpen, X],
          [isApproved, YES],
          [isPushed, YES],
          [isPushed, X],
        ],
        { lifecycle: STRICT },
      ),
    [
      'issue_created task_queued pr_created ci_pending · transitioned',
      'ci_passed awaiting_review approved · asked awaiting_review→approved #43 · transitioned',
      'note reproved · asked approved→approved #43 · unchanged reproved',
      'unchanged',
    ],
  ],
  [
    "a merge beside the item's own is asked about, too",
    () =>
      toldOf(
        ['merged'],
        [
          [isClosed, YES],
          [areBoth, NO],
          [areBoth, X],
          [areBoth, YES, AGAIN],
          [areBoth, X],
        ],
      ),
    [
      'issue_created task_queued pr_created ci_pending ci_passed merged closed · asked ci_passed→merged #43 · transitioned',
      'refused vetoed closed→merged · asked ci_passed→merged #44 · rejected vetoed · open vetoed|merged|44|O|0',
      'unchanged already_recorded · open vetoed|merged|44|O|0',
      'note merge_judged · asked ci_passed→merged #44 · unchanged merge_judged',
      'unchanged',
    ],
  ],
  [
    'so it is where the gate asks about an earlier state',
    () =>
      toldOf(
        ['ci_passed'],
        [
          [isClosed, YES],
          [areBoth, NO],
          [areBoth, X],
          [areBoth, YES, AGAIN],
          [areBoth, X],
        ],
      ),
    [
      'issue_created task_queued pr_created ci_pending ci_passed merged closed · asked ci_pending→ci_passed #43 · transitioned',
      'refused vetoed closed→merged · asked ci_pending→ci_passed #44 · rejected vetoed · open vetoed|merged|44|O|0',
      'unchanged already_recorded · open vetoed|merged|44|O|0',
      'note merge_judged · asked ci_pending→ci_passed #44 · unchanged merge_judged',
      'unchanged',
    ],
  ],
  [
    'and silence undoes no no there either',
    () =>
      toldOf(
        ['ci_passed'],
        [
          [isClosed, YES],
          [areBoth, NO],
          [areBoth, UNANSWERED, AGAIN],
          [areBoth, X],
        ],
      ),
    [
      'issue_created task_queued pr_created ci_pending ci_passed merged closed · asked ci_pending→ci_passed #43 · transitioned',
      'refused vetoed closed→merged · asked ci_pending→ci_passed #44 · rejected vetoed · open vetoed|merged|44|O|0',
      'asked ci_pending→ci_passed #44 · unchanged already_recorded · open vetoed|merged|44|O|0',
      'unchanged already_recorded · open vetoed|merged|44|O|0',
    ],
  ],
  [
    'two merges at once are two questions',
    () =>
      toldOf(
        ['merged'],
        [
          [isOpen, X],
          [areBoth, NO],
          [areBoth, X],
          [areBoth, YES, AGAIN],
          [areBoth, X],
        ],
      ),
    [
      'issue_created task_queued pr_created ci_pending · transitioned',
      'ci_passed refused vetoed ci_passed→merged refused vetoed ci_passed→merged · asked ci_passed→merged #43, ci_passed→merged #44 · rejected vetoed · open vetoed|merged|43|H|0, vetoed|merged|44|O|0',
      'unchanged already_recorded · open vetoed|merged|43|H|0, vetoed|merged|44|O|0',
      'merged closed note merge_judged · asked ci_passed→merged #43, ci_passed→merged #44 · transitioned merge_judged',
      'unchanged',
    ],
  ],
  [
    'a merge past a no is refused as a merge, once, and healed by the same yes',
    () =>
      toldOf(
        ['ci_passed'],
        [
          [isOpen, X],
          [isGreen, NO],
          [isClosed, X],
          [isClosed, X],
          [isClosed, NO, AGAIN],
          [isClosed, YES, AGAIN],
        ],
      ),
    [
      'issue_created task_queued pr_created ci_pending · transitioned',
      'refused vetoed ci_pending→ci_passed · asked ci_pending→ci_passed #43 · rejected vetoed · open vetoed|ci_passed|43|H|0',
      'refused vetoed ci_pending→merged · rejected vetoed · open vetoed|ci_passed|43|H|0, vetoed|merged|43|H|0',
      'unchanged already_recorded · open vetoed|ci_passed|43|H|0, vetoed|merged|43|H|0',
      'asked ci_pending→ci_passed #43 · unchanged already_recorded · open vetoed|ci_passed|43|H|0, vetoed|merged|43|H|0',
      'ci_passed merged closed · asked ci_pending→ci_passed #43 · transitioned',
    ],
  ],
  [
    'a merge past a no that lacks more is refused for that',
    () =>
      toldOf(
        ['ci_passed'],
        [
          [isOpen, X],
          [isGreen, NO],
          [isUnreviewed, X],
        ],
      ),
    [
      'issue_created task_queued pr_created ci_pending · transitioned',
      'refused vetoed ci_pending→ci_passed · asked ci_pending→ci_passed #43 · rejected vetoed · open vetoed|ci_passed|43|H|0',
      'refused gate_not_met ci_pending→merged · rejected gate_not_met · open vetoed|ci_passed|43|H|0, gate_not_met|merge|43|H|0',
    ],
  ],
  [
    'a close past a no is refused for itself',
    () =>
      toldOf(
        ['ci_passed'],
        [
          [isOpen, X],
          [isGreen, NO],
          [isClosedByHand, X],
        ],
      ),
    [
      'issue_created task_queued pr_created ci_pending · transitioned',
      'refused vetoed ci_pending→ci_passed · asked ci_pending→ci_passed #43 · rejected vetoed · open vetoed|ci_passed|43|H|0',
      'refused gate_not_met ci_pending→closed · rejected gate_not_met · open vetoed|ci_passed|43|H|0, gate_not_met|close|||0',
    ],
  ],
  [
    'what is refused anyhow is not asked about',
    () =>
      toldOf(
        ['merged'],
        [
          [isOpen, X],
          [isRed, X],
        ],
      ),
    [
      'issue_created task_queued pr_created ci_pending · transitioned',
      'ci_failed refused gate_not_met ci_failed→merged · rejected gate_not_met · open gate_not_met|merge|43|H|0',
    ],
  ],
  [
    "the end is nobody's pull request",
    () =>
      toldOf(
        ['closed'],
        [
          [isMerged, X],
          [isClosed, NO],
          [isClosed, X],
          [isClosed, YES, AGAIN],
        ],
      ),
    [
      'issue_created task_queued pr_created ci_pending ci_passed merged · transitioned',
      'refused vetoed merged→closed · asked merged→closed #43 · rejected vetoed · open vetoed|closed|||0',
      'unchanged already_recorded · open vetoed|closed|||0',
      'closed · asked merged→closed #43 · transitioned',
    ],
  ],
  [
    'steps back are asked about',
    () =>
      toldOf(
        ['task_queued'],
        [
          [isOpen, YES],
          [isWithdrawn, NO],
          [isWithdrawn, X],
        ],
      ),
    [
      'issue_created task_queued pr_created ci_pending · asked issue_created→task_queued #43 · transitioned',
      'refused vetoed ci_pending→task_queued · asked ci_pending→task_queued · rejected vetoed · open vetoed|task_queued|||0',
      'unchanged already_recorded · open vetoed|task_queued|||0',
    ],
  ],
  [
    'the birth is not',
    () =>
      toldOf(
        ['issue_created', 'pr_created'],
        [
          [isOpen, NO],
          [isOpen, X],
          [isGreen, X],
        ],
      ),
    [
      'issue_created task_queued refused vetoed task_queued→pr_created · asked task_queued→pr_created #43 · rejected vetoed · open vetoed|pr_created|43|H|0',
      'unchanged already_recorded · open vetoed|pr_created|43|H|0',
      'unchanged already_recorded · open vetoed|pr_created|43|H|0',
    ],
  ],
  [
    'nor is what was adopted',
    () => toldOf(['merged', 'closed'], [[isOld, X, { occasion: 'named' }]]),
    ['closed note adopted · created adopted'],
  ],
  [
    'a reopened item is asked about anew, and so is the way out of the end',
    () =>
      toldOf(
        ['merged', 'task_queued'],
        [
          [isClosed, YES],
          [isReopened, NO],
          [isReopened, X],
          [isReopened, YES, AGAIN],
        ],
      ),
    [
      'issue_created task_queued pr_created ci_pending ci_passed merged closed · asked issue_created→task_queued #43, ci_passed→merged #43 · transitioned',
      'refused vetoed closed→task_queued · asked closed→task_queued · rejected vetoed · open vetoed|task_queued|||1',
      'unchanged already_recorded · open vetoed|task_queued|||1',
      'task_queued · asked closed→task_queued · transitioned',
    ],
  ],
  [
    'several states are asked about in order',
    () =>
      toldOf(
        ['pr_created', 'ci_passed', 'merged', 'closed'],
        [
          [isClosed, YES],
          [isClosed, X],
        ],
      ),
    [
      'issue_created task_queued pr_created ci_pending ci_passed merged closed · asked task_queued→pr_created #43, ci_pending→ci_passed #43, ci_passed→merged #43, merged→closed #43 · transitioned',
      'unchanged',
    ],
  ],
  [
    'until one of them is refused',
    () =>
      toldOf(
        ['pr_created', 'ci_passed', 'merged', 'closed'],
        [
          [isClosed, noTo('merged')],
          [isClosed, noTo('closed'), AGAIN],
        ],
      ),
    [
      'issue_created task_queued pr_created ci_pending ci_passed refused vetoed ci_passed→merged · asked task_queued→pr_created #43, ci_pending→ci_passed #43, ci_passed→merged #43 · rejected vetoed · open vetoed|merged|43|H|0',
      'merged refused vetoed merged→closed · asked ci_passed→merged #43, merged→closed #43 · rejected vetoed · open vetoed|closed|||0',
    ],
  ],
  [
    'a pull request that is an item itself',
    () =>
      toldOf(
        ['merged'],
        [
          [isAlone, NO],
          [isAlone, X],
          [isAlone, YES, AGAIN],
        ],
      ),
    [
      'issue_created task_queued pr_created ci_pending ci_passed refused vetoed ci_passed→merged · asked ci_passed→merged #43 · rejected vetoed · open vetoed|merged|43|H|0',
      'unchanged already_recorded · open vetoed|merged|43|H|0',
      'merged closed · asked ci_passed→merged #43 · transitioned',
    ],
  ],
  [
    'a no that was healed does not count the next time',
    () =>
      toldOf(
        ['ci_passed'],
        [
          [isOpen, X],
          [isGreen, NO],
          [isGreen, YES, AGAIN],
          [isPushed, YES],
          [isGreen, NO],
          [isGreen, X],
        ],
      ),
    [
      'issue_created task_queued pr_created ci_pending · transitioned',
      'refused vetoed ci_pending→ci_passed · asked ci_pending→ci_passed #43 · rejected vetoed · open vetoed|ci_passed|43|H|0',
      'ci_passed · asked ci_pending→ci_passed #43 · transitioned',
      'ci_pending ci_passed awaiting_review approved · asked ci_pending→ci_passed #43 · transitioned',
      'ci_pending · asked ci_pending→ci_passed #43 · transitioned already_recorded · open vetoed|ci_passed|43|H|0',
      'unchanged already_recorded · open vetoed|ci_passed|43|H|0',
    ],
  ],
  [
    "a claim is asked about, each time, and its no is no other's",
    () =>
      toldOf(
        ['task_queued'],
        [
          [isNew, X],
          [isNew, NO, CLAIM],
          [isNew, X],
          [isNew, NO, CLAIM],
          [isNew, YES, CLAIM],
        ],
      ),
    [
      'issue_created · created',
      'refused vetoed issue_created→task_queued · asked issue_created→task_queued · rejected vetoed · open vetoed|assert task_queued|||0',
      'unchanged',
      'asked issue_created→task_queued · rejected vetoed · open vetoed|assert task_queued|||0',
      'task_queued · asked issue_created→task_queued · transitioned',
    ],
  ],
  [
    'a claim of what the facts show is one question and one refusal',
    () =>
      toldOf(
        ['ci_passed'],
        [
          [isOpen, X],
          [isGreen, NO, { ...AGAIN, assertion: assertion('ci_passed') }],
          [isGreen, X],
        ],
      ),
    [
      'issue_created task_queued pr_created ci_pending · transitioned',
      'refused vetoed ci_pending→ci_passed · asked ci_pending→ci_passed #43 · rejected vetoed · open vetoed|ci_passed|43|H|0',
      'unchanged already_recorded · open vetoed|ci_passed|43|H|0',
    ],
  ],
  [
    'an override goes past a no',
    () =>
      toldOf(
        ['merged'],
        [
          [isClosed, NO],
          [isClosed, WITHHELD, { assertion: assertion('merged', PERSON) }],
          [isClosed, X],
        ],
      ),
    [
      'issue_created task_queued pr_created ci_pending ci_passed refused vetoed ci_passed→merged · asked ci_passed→merged #43 · rejected vetoed · open vetoed|merged|43|H|0',
      'merged closed · transitioned overridden',
      'unchanged',
    ],
  ],
  [
    'an override works where the gate is not asked',
    () =>
      toldOf(
        ['merged'],
        [
          [isGreen, X],
          [isClosed, WITHHELD, { assertion: assertion('closed', PERSON) }],
          [isClosed, X],
        ],
      ),
    [
      'issue_created task_queued pr_created ci_pending ci_passed · transitioned',
      'merged closed · asked ci_passed→merged #43 · transitioned overridden',
      'unchanged',
    ],
  ],
  [
    'an override settles one no, and the next step is asked about',
    () =>
      toldOf(
        ['merged', 'closed'],
        [
          [isClosed, NO],
          [isClosed, WITHHELD, { assertion: assertion('merged', PERSON) }],
          [isClosed, NO],
          [isClosed, X],
          [isClosed, YES, AGAIN],
        ],
      ),
    [
      'issue_created task_queued pr_created ci_pending ci_passed refused vetoed ci_passed→merged · asked ci_passed→merged #43 · rejected vetoed · open vetoed|merged|43|H|0',
      'merged · asked merged→closed #43 · transitioned overridden',
      'refused vetoed merged→closed · asked merged→closed #43 · rejected vetoed · open vetoed|closed|||0',
      'unchanged already_recorded · open vetoed|closed|||0',
      'closed · asked merged→closed #43 · transitioned asserted_holds',
    ],
  ],
];

describe('a gate', () => {
  test.each(TABLE)('%s', (_name, runs, expected) => {
    expect(runs()).toEqual(expected);
  });
});

const refused = (change: RequestChange = {}): Played =>
  play(request({ facts: isClosed, settings: gatedBy('merged'), ...change }), NO);

describe('a no', () => {
  test('is kept with who said it and why, and settled by a yes or an override', () => {
    const { made } = refused();
    expect(made.drafts.at(-1)).toMatchObject({
      ...{ kind: 'rejection', code: 'vetoed', from: 'ci_passed', to: 'merged', pr: 43, sha: HEAD },
      needs: [{ kind: 'vetoed', names: ['security'], counts: {} }],
      message:
        'Invalid transition: ci_passed → merged. Allowed from ci_passed: ci_pending, awaiting_review\nMissing: merged needs: the guard to agree: security\nThe guard said: Not on a Friday.',
    });
    expect(made).toMatchObject({ refused: true, remedies: ['proof'], overrideTo: 'merged' });
    expect(made.allowed).not.toContain('merged');
    expect(made.missing[0]).toEqual({ kind: 'vetoed', to: 'merged', names: ['security'], counts: {} });
  });

  test('is told in the same words while it stands', () => {
    const { made, after } = refused();
    const next = play(request({ facts: isClosed, settings: gatedBy('merged'), record: after }), X).made;
    expect(next.violations).toEqual([{ ...made.violations[0], seq: after?.rejections[0]?.seq }]);
    expect(next.violations[0]?.summary).toBe(
      'The guard `security` said no to `merged` of pull request 43: `Not on a Friday.`.',
    );
  });

  test('makes the status of the head a failure while the pull request is open, and a yes takes it away', () => {
    const settings = { ...gatedBy('ci_passed'), statusContext: 'loopforge' };
    const asked = request({ facts: isGreen, settings });
    const { made, after } = play(asked, NO);
    expect(made.verdict).toMatchObject({ state: 'failure', description: expect.stringContaining('said no') });
    const later = { ...asked, record: after };
    expect(play(later, X).made.verdict?.state).toBe('failure');
    expect(play(later, YES, true).made.verdict?.state).toBe('success');
  });

  test('that is yet to be asked for leaves the status pending', () => {
    const settings = { ...gatedBy('approved'), statusContext: 'loopforge' };
    const record = play(request({ facts: isGreen, settings }), X).after;
    const asked = request({ facts: isApproved, settings, record });
    const forced = play({ ...asked, assertion: assertion('awaiting_review', PERSON) }, WITHHELD);
    expect(forced.made.verdict?.state).toBe('pending');
    expect(play(asked, YES).made.verdict?.state).toBe('success');
  });

  test('to what follows from a claim is on record', () => {
    const settings = { ...gatedBy('merged'), ci: 'asserted' } as const;
    const record = play(request({ facts: isOpen, settings }), X).after;
    const asked = request({ facts: isMerged, settings, record, assertion: assertion('ci_passed') });
    const { made, asked: steps } = play(asked, NO, true);
    expect(steps).toEqual(['ci_passed→merged #43']);
    expect(stepsOf(made).slice(1)).toEqual(['ci_passed', 'refused vetoed ci_passed→merged']);
    expect(made).toMatchObject({ outcome: 'transitioned', refused: false });
  });

  test('of one that was answered for is over, and the step is free', () => {
    const { after } = refused();
    if (after === null) throw new Error('no record began');
    const violations = after.head.violations.map((one) => ({ ...one, accepted: 99 }));
    const record = { ...after, head: { ...after.head, violations } };
    const { made } = play(request({ facts: isClosed, settings: gatedBy('merged'), record }), X);
    expect(stepsOf(made)).toEqual(['merged', 'closed']);
  });

  test('stands although the last run did not come to it', () => {
    const { after } = refused();
    if (after === null) throw new Error('no record began');
    const shown = { renderer: 2, needs: [], allowed: [], open: [] } as const;
    const record = { ...after, head: { ...after.head, shown } };
    const { made } = play(request({ facts: isClosed, settings: gatedBy('merged'), record }), X);
    expect(made).toMatchObject({ outcome: 'unchanged', reason: 'already_recorded' });
  });
});

describe('what a step keeps of the gate', () => {
  const metadataOf = (mind: Mind, change: RequestChange = {}): unknown => {
    const { made } = play(request({ facts: isClosed, settings: gatedBy('merged'), ...change }), mind);
    return made.drafts.map((draft) => [draft.kind === 'transition' ? draft.to : draft.kind, draft.metadata]).slice(-2);
  };

  test('is who said yes', () => {
    expect(metadataOf(YES)).toEqual([
      ['merged', { gate: 'allowed', gate_reviewer: 'security' }],
      ['closed', {}],
    ]);
  });

  test('is that nobody answered', () => {
    expect(metadataOf(UNANSWERED)).toEqual([
      ['merged', { gate: 'no answer' }],
      ['closed', {}],
    ]);
  });

  test('is nothing that a claim could say in its place, and nothing of an override', () => {
    const forged = { metadata: { gate: 'allowed', gate_reviewer: 'me', ticket: 'A-1' } };
    const claim = (change: object): RequestChange => ({
      facts: isNew,
      record: recordAfter([isNew]),
      settings: gatedBy('task_queued'),
      assertion: assertion('task_queued', { ...forged, ...change }),
    });
    expect(metadataOf(UNANSWERED, claim({}))).toEqual([['task_queued', { ticket: 'A-1', gate: 'no answer' }]]);
    expect(metadataOf(X, claim(PERSON))).toEqual([['task_queued', { ...forged.metadata, reason: 'Agreed by phone.' }]]);
  });

  test('finds room beside the longest claim', () => {
    const metadata = Object.fromEntries(Array.from({ length: 19 }, (_, index) => [`key_${index}`, 'x'.repeat(230)]));
    const long = knownAnswer({ kind: 'allowed', reviewer: 'ü'.repeat(200), reason: 'ü'.repeat(2_000) });
    const claim = request({
      ...{ facts: isNew, record: recordAfter([isNew]), settings: gatedBy('task_queued') },
      assertion: assertion('task_queued', { metadata, reason: 'x'.repeat(200) }),
    });
    const { after } = play(claim, () => long);
    const reason = 'x'.repeat(200);
    expect(after?.transitions.at(-1)?.metadata).toEqual({ ...metadata, reason, gate: 'allowed' });
    expect(() => checkSizes(after?.transitions ?? [])).not.toThrow();
  });

  test('has room in an entry, is on one line and can be written down', () => {
    const answer = knownAnswer({
      kind: 'denied',
      reviewer: '\ud800x'.repeat(500),
      reason: `a\n\tb\u0000${'ü'.repeat(5_000)}`,
    });
    expect(answer).toMatchObject({ kind: 'denied', reason: expect.stringMatching(/^a b ü+… \(\+\d+\)$/) });
    expect(JSON.stringify(answer).length).toBeLessThan(400);
    expect(knownAnswer({ kind: 'allowed', reviewer: ' ', reason: '' })).toEqual({
      ...{ kind: 'allowed', reviewer: null, reason: null },
    });
  });
});

test('without a gate, or before it is asked, a plan is as ever', () => {
  const plain = planItem(request({ facts: isClosed }));
  const gated = planItem(request({ facts: isClosed, settings: gatedBy('merged') }));
  expect({ ...gated, asks: [], situation: null }).toEqual({ ...plain, situation: null });
  expect(gated.asks).toMatchObject([
    {
      key: `merged|43|${HEAD}|0`,
      step: {
        ...{ from: 'ci_passed', to: 'merged', trigger: 'pr.merged', at: at('09:00:00'), pr: 43, cycle: 0, sha: HEAD },
        facts: { 'pull_request.merged': true },
      },
    },
  ]);
});
