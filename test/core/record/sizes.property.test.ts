import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { claimSize, encodedSize, SIZES } from '../../../src/core/encoding/size.ts';
import { type CheckFact, type Facts, type PullFacts, UNAVAILABLE } from '../../../src/core/facts/facts.ts';
import type { Lifecycle } from '../../../src/core/lifecycle/lifecycle.ts';
import { traitsIn } from '../../../src/core/lifecycle/traits.ts';
import { planItem } from '../../../src/core/plan/plan.ts';
import type { PlanRequest } from '../../../src/core/plan/steps/plan-types.ts';
import { appendEntries, emptyRecord } from '../../../src/core/record/append/append.ts';
import { checkSizes } from '../../../src/core/record/append/fit.ts';
import type { Entry, EntrySettings } from '../../../src/core/record/entry.ts';
import { isRejection } from '../../../src/core/record/kind.ts';
import type { LoopRecord } from '../../../src/core/record/record.ts';
import { trustedSha } from '../../../src/core/values/ids.ts';
import type { Instant } from '../../../src/core/values/instant.ts';
import { countingRandom } from '../../support/arbitraries.ts';
import { slowRuns } from '../../support/runs.ts';
import { anyIssueFacts } from '../any-facts.ts';
import { assertion, genesisFor, request, STANDARD, STRICT } from '../run-plan.ts';
import { aCheck, aMergedPull, aPull, someContext, someFacts } from '../sample-facts.ts';

/** As long as GitHub takes them, of letters that take the most room. */
const anyName = fc.constantFrom(
  '検'.repeat(250),
  '😀'.repeat(125),
  '<'.repeat(250),
  '-'.repeat(250),
  'x'.repeat(255),
  'ci',
);
const LONG_URL = `https://github.com/${'o'.repeat(39)}/${'r'.repeat(100)}`;

/** Settings that are just within the rule. */
const SETTINGS: EntrySettings = {
  ...{ ci: 'asserted', ignore_checks: [], require_current_approval: false },
  required_checks: ['x'.repeat(SIZES.settings - 230)],
  ...{ unmerged_close: 'accept', config: { path: '.github/loopforge.yml', blob: trustedSha('b'.repeat(40)) } },
};

interface Swelling {
  readonly name: string;
  readonly copies: number;
}

/** The same facts, where everything that somebody else may name has the longest of names, and there are many of each. */
function swollen(facts: Facts, swelling: Swelling): Facts {
  const { pulls, issue } = facts;
  const { name } = swelling;
  return {
    ...facts,
    url: `${LONG_URL}/issues/42`,
    author: facts.author && { ...facts.author, login: 'l'.repeat(39) },
    issue: issue && {
      ...issue,
      title: name,
      labels: Array.from({ length: 100 }, (_, index) => `${index}${name.slice(0, 45)}`),
    },
    pulls: pulls === UNAVAILABLE ? pulls : pulls.map((pull) => swollenPull(pull, swelling)),
  };
}

function swollenPull(pull: PullFacts, { name, copies }: Swelling): PullFacts {
  const { checks } = pull;
  const grown = (check: CheckFact) =>
    Array.from({ length: copies }, (_, index) => ({ ...check, name: `${check.name} ${index} ${name}` }));
  return {
    ...pull,
    url: `${LONG_URL}/pull/43`,
    headRef: name.slice(0, 200),
    base: name.slice(0, 200),
    checks: checks === UNAVAILABLE ? checks : checks.flatMap(grown),
    reviewRequests: Array.from({ length: 100 }, (_, index) => ({
      name: `${index}${name.slice(0, 38)}`,
      codeOwner: false,
    })),
  };
}

/** What runs compose that come one after the other, each with its own facts; the last one may claim something. */
function composed(
  sequence: readonly Facts[],
  { assertion: claim = null, ...change }: Partial<PlanRequest>,
): readonly Entry[] {
  let record: LoopRecord | null = null;
  const all: Entry[] = [];
  for (const [index, facts] of sequence.entries()) {
    const run = { id: String(index), attempt: 1, url: `${LONG_URL}/actions/runs/${index}` };
    const last = index === sequence.length - 1 ? { assertion: claim } : {};
    const one: PlanRequest = request({ context: someContext({ run }), ...change, ...last, facts, record });
    const made = planItem(one);
    if (made.state === null) continue;
    const before: LoopRecord = record ?? emptyRecord(genesisFor(one));
    const stamp = stampFor(one.lifecycle, index, run);
    const after = appendEntries(before, made.drafts, stamp);
    record = after.record;
    all.push(...after.appended);
  }
  return all;
}

function stampFor(lifecycle: Lifecycle, index: number, run: { id: string; attempt: number; url: string }) {
  // Settings that change with each run: the entry says them again.
  const settings = { ...SETTINGS, require_current_approval: index % 2 === 0 };
  const recordedAt: Instant = '2026-11-22T12:00:00Z';
  return {
    recordedAt,
    run,
    lifecycle: lifecycle.hash,
    settings,
    random: countingRandom(),
    traitsOf: traitsIn(lifecycle),
  };
}

const anySwelling = fc.record({ name: anyName, copies: fc.constantFrom(1, 12, 60) });
const anySequence = fc
  .tuple(fc.array(anyIssueFacts, { minLength: 1, maxLength: 4 }), anySwelling)
  .map(([facts, swelling]) => facts.map((one) => swollen(one, swelling)));

describe('whatever the facts', () => {
  test.each([STANDARD, STRICT])('no entry of $name is larger than the rule', (lifecycle) => {
    let entries = 0;
    let cut = 0;
    let refused = 0;
    const { numRuns } = slowRuns(500);
    fc.assert(
      fc.property(anySequence, (sequence) => {
        const all = composed(sequence, { lifecycle });
        checkSizes(all);
        entries += all.length;
        cut += all.filter(({ evidence }) => evidence.checks !== null && '…' in evidence.checks).length;
        refused += all.filter(isRejection).length;
      }),
      { numRuns },
    );
    expect(entries).toBeGreaterThan(2 * numRuns);
    expect(cut).toBeGreaterThan(numRuns / 50);
    expect(refused).toBeGreaterThan(numRuns / 50);
  });

  test('a claim of the largest size keeps all of what it says, or is refused', () => {
    const facts = swollen(someFacts({ pulls: [aPull({ checks: [aCheck()] })] }), {
      name: '検'.repeat(250),
      copies: 60,
    });
    const claimed = (length: number) => {
      const metadata = Object.fromEntries(Array.from({ length: 4 }, (_, index) => [`key${index}`, 'x'.repeat(length)]));
      const claim = assertion('closed', { metadata, override: true, reason: 'why' });
      return {
        size: claimSize({ ...metadata, reason: 'why' }),
        entries: composed([facts, facts], { assertion: claim }),
      };
    };
    const small = claimed(500);
    const asserted = small.entries.filter(({ source }) => source === 'override');
    checkSizes(small.entries);
    expect(asserted[0]?.metadata).toMatchObject({ key0: 'x'.repeat(500), key3: 'x'.repeat(500), reason: 'why' });
    const large = claimed(1_100);
    expect(large.size).toBeLessThanOrEqual(SIZES.claim);
    expect(() => checkSizes(large.entries)).toThrow(expect.objectContaining({ code: 'input_invalid' }));
  });
});

describe('a planted violation is found', () => {
  const facts = swollen(someFacts({ pulls: [aMergedPull({ checks: [aCheck(), aCheck({ name: 'test' })] })] }), {
    name: '検'.repeat(250),
    copies: 15,
  });
  const entries = composed([facts], {});
  const [judged] = entries.filter(({ evidence }) => evidence.checks !== null);

  test('30 names of checks of 250 CJK letters each, not cut', () => {
    const uncut = Object.fromEntries(
      Array.from({ length: 30 }, (_, index) => [`${index} ${'検'.repeat(250)}`, 'success']),
    );
    checkSizes(entries);
    expect(judged?.evidence.checks).toHaveProperty('…');
    if (judged === undefined) throw new Error('no entry is about checks');
    const planted = { ...judged, evidence: { ...judged.evidence, checks: uncut } };
    expect(encodedSize(planted)).toBeGreaterThan(45_000);
    expect(() => checkSizes([planted])).toThrow(/would take \d+ characters/);
  });

  test('a note that keeps too large an entry, or says too much', () => {
    const [first] = entries;
    if (first === undefined) throw new Error('no entry was composed');
    const note = { ...first, from_state: null, to_state: null, kind: 'restored' } as const;
    const kept = JSON.parse(JSON.stringify({ ...first, metadata: { text: 'x'.repeat(8_000) } }));
    const was = { data: null, kept: [kept], named: [] };
    checkSizes([{ ...note, was }]);
    expect(() => checkSizes([{ ...note, was: { ...was, data: 'x'.repeat(8_000) } }])).toThrow(/at most 16000/);
    expect(() => checkSizes([{ ...note, was: { ...was, kept: [], data: 'x'.repeat(7_000) } }])).toThrow(/at most 7000/);
  });
});
