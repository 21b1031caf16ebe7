import { describe, expect, test } from 'vitest';
import { type Damage, draftRepair } from '../../../src/core/by-hand/repair.ts';
import { canonicalize } from '../../../src/core/encoding/canonical.ts';
import { taggedHash } from '../../../src/core/encoding/hash.ts';
import { appendEntries } from '../../../src/core/record/append/append.ts';
import { checkSizes } from '../../../src/core/record/append/fit.ts';
import { entriesOf } from '../../../src/core/record/chain/chain.ts';
import { aStamp, aStep, recordOf } from '../sample-drafts.ts';
import { actor } from '../sample-facts.ts';

const OCTOCAT = actor('583231');
const HUBOT = actor('480938');
const GOOD = recordOf([aStep({ actor: HUBOT }), aStep({ from: 'issue_created', to: 'task_queued', actor: HUBOT })]);
const KNOWN = new Set(entriesOf(GOOD).map((entry) => entry.hash));
const BY = { actor: OCTOCAT, reason: 'why' };
const STAMP = aStamp();

function damage(change: Partial<Damage> = {}): Damage {
  return { body: 'x', record: null, editor: HUBOT, editedAt: '2026-11-22T10:00:00Z', ...change };
}

describe('the note of a repair', () => {
  test('keeps what was found of an unreadable text where it can be erased', () => {
    const body = `${'a'.repeat(999)}\ud83d\ude00 and more`;
    const draft = draftRepair(damage({ body }), GOOD, KNOWN, BY);
    expect(draft.metadata).toEqual({ reason: 'why', editor: { ...HUBOT }, found: `${'a'.repeat(999)}\ufffd` });
    expect(draft.was).toEqual({
      data: { body: taggedHash('body', body), edited_at: '2026-11-22T10:00:00Z', fields: [], more: 0 },
      kept: [],
      named: [],
    });
  });

  test('names foreign and changed entries by the hashes that they claim, and says which fields differed', () => {
    const foreign = recordOf([
      aStep({ actor: HUBOT }),
      aStep({ from: 'issue_created', to: 'approved', actor: OCTOCAT, metadata: { who: 'octocat' } }),
    ]);
    const draft = draftRepair(damage({ record: foreign }), GOOD, KNOWN, BY);
    expect(draft.was).toMatchObject({ data: { fields: ['head', 'state'], more: 0 }, named: [foreign.head.hash] });
    expect(canonicalize(draft.was)).not.toMatch(/octocat|salt/i);
    const edited = { ...GOOD, transitions: GOOD.transitions.map((step) => ({ ...step, to_state: 'merged' })) };
    const { was } = draftRepair(damage({ record: edited }), GOOD, KNOWN, BY);
    expect(was).toMatchObject({ named: edited.transitions.map(({ hash }) => hash) });
  });

  test('is bounded: of what does not fit it says how many there were', () => {
    const many = recordOf(Array.from({ length: 150 }, () => aStep()));
    const draft = draftRepair(damage({ record: many }), GOOD, new Set(), BY);
    const { appended } = appendEntries(GOOD, [draft], STAMP);
    checkSizes(appended);
    const named = draft.was?.named ?? [];
    expect(named.length).toBeGreaterThan(80);
    expect(named).toEqual(
      entriesOf(many)
        .slice(0, named.length)
        .map(({ hash }) => hash),
    );
    expect(draft.was?.data).toMatchObject({ more: 150 - named.length });
  });

  test('finds room, whatever was found and whoever repaired it', () => {
    const hostile = { body: '<'.repeat(5_000), editor: { ...HUBOT, login: 'l'.repeat(39) } };
    const draft = draftRepair(damage(hostile), GOOD, KNOWN, { ...BY, reason: '検'.repeat(341) });
    checkSizes(appendEntries(GOOD, [draft], STAMP).appended);
    expect(draft.metadata['found']).toMatch(/^<+… \(\+\d+\)$/);
  });

  test('brings no facts: nothing of the record follows from it', () => {
    const { pr, pr_url, sha, basis, evidence, kind } = draftRepair(damage(), GOOD, KNOWN, BY);
    expect({ pr, pr_url, sha, basis, evidence, kind }).toEqual({
      pr: null,
      pr_url: null,
      sha: null,
      basis: { observed: null, sha: null, cycle: 0, rules: null },
      evidence: { at: null, facts: {}, checks: null },
      kind: 'note',
    });
  });
});
