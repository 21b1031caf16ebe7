import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { HookNews } from '../../../src/core/ports/hooks.ts';
import type { Draft, RejectionDraft } from '../../../src/core/record/append/append.ts';
import { entriesOf } from '../../../src/core/record/chain/chain.ts';
import type { LoopRecord, Shown } from '../../../src/core/record/record.ts';
import { NOTHING_SHOWN } from '../../../src/core/record/renderer.ts';
import { withVetoReason } from '../../../src/core/words/refusals/veto-reason.ts';
import {
  LONGEST_CONTEXT,
  LONGEST_HEADER,
  LONGEST_MESSAGE,
  LONGEST_SECTION,
  LONGEST_TEXT,
  MOST_BLOCKS,
} from '../../../src/report/slack/limits.ts';
import { type SlackMessage, slackMessage } from '../../../src/report/slack/message.ts';
import { anyRecord, anyText, HOSTILE_TEXTS } from '../../support/arbitraries.ts';
import { RUNS } from '../../support/runs.ts';
import { draft, recordOf } from '../sample-record.ts';
import { expectNothingLive, textsOf } from './nothing-live.ts';

const ITEM: HookNews['item'] = {
  url: 'https://github.com/acme/widgets/issues/42',
  title: 'Widgets wobble',
  commentUrl: 'https://github.com/acme/widgets/issues/42#issuecomment-7',
  missing: [],
  violations: [],
};
const PULL = { pr: 43, pr_url: 'https://github.com/acme/widgets/pull/43' };
const MAINTAINER = { id: '1', login: 'maintainer', type: 'User' } as const;
const BORN = draft({ from: null, to: 'issue_created' });

/** What a run tells that made all but the first of these entries. */
function told(
  drafts: readonly Draft[],
  own: {
    readonly item?: Partial<HookNews['item']>;
    readonly shown?: Partial<Shown>;
    readonly on?: readonly string[];
  } = {},
): SlackMessage | null {
  const { head, ...rest } = recordOf([BORN, ...drafts]);
  const record: LoopRecord = { ...rest, head: { ...head, shown: { ...NOTHING_SHOWN, ...own.shown } } };
  const news = { record, entries: entriesOf(record).slice(1), item: { ...ITEM, ...own.item } };
  return slackMessage(news, own.on ?? []);
}

/** Beneath one another, as a channel reads it. */
function read(message: SlackMessage | null): string {
  return message === null ? 'nothing' : textsOf(message).slice(1).join('\n');
}

const REFUSED: RejectionDraft = {
  ...draft({ from: null, to: 'merged', ...PULL, actor: MAINTAINER }),
  from: 'ci_failed',
  kind: 'rejection',
  code: 'gate_not_met',
  cause: 'gate_not_met|merge|43||0',
  message: 'Invalid transition: ci_failed → merged. Allowed from ci_failed: ci_pending',
  needs: [{ kind: 'failed', names: ['build'], counts: {} }],
  evidence: { at: '2026-11-22T08:50:00Z', facts: {}, checks: null },
};
const STEPS = [
  draft({ from: 'issue_created', to: 'task_queued' }),
  draft({ from: 'task_queued', to: 'pr_created', ...PULL }),
];

describe('a channel is told', () => {
  test('where the item stands, all steps of the run in one line, who, and where to read on', () => {
    const merged = draft({ from: 'pr_created', to: 'merged', actor: MAINTAINER, ...PULL });
    const message = told([...STEPS, merged], { shown: { allowed: ['closed'] } });
    expect(read(message)).toMatchInlineSnapshot(`
      "✅ Merged
      *<https://github.com/acme/widgets/issues/42|acme/widgets#42>* Widgets wobble
      \`issue_created\` → \`task_queued\` → \`pr_created\` → \`merged\` · *octocat* and *maintainer*
      *Next:* close the issue.
      <https://github.com/acme/widgets/issues/42|Issue> · <https://github.com/acme/widgets/pull/43|Pull request 43> · <https://github.com/acme/widgets/issues/42#issuecomment-7|Record> · <https://github.com/acme/widgets/actions/runs/9/attempts/1|Run>"
    `);
    expect(message?.text).toBe('✅ acme/widgets#42 (Widgets wobble): Merged');
  });

  test('what was refused and why, what settles it, and what is missing', () => {
    const message = told([REFUSED], { shown: { open: [2], needs: REFUSED.needs } });
    expect(read(message)).toMatchInlineSnapshot(`
      "❌ Merged out of order
      *<https://github.com/acme/widgets/issues/42|acme/widgets#42>* Widgets wobble
      \`ci_failed\` → ❌ \`merged\` · *maintainer*
      *Next:* get the check \`build\` to pass.
      > maintainer merged pull request 43 on 22 Nov 2026 at 08:50 UTC while the check \`build\` was failing.
      > Settled when it passes, or by an override.
      <https://github.com/acme/widgets/issues/42|Issue> · <https://github.com/acme/widgets/issues/42#issuecomment-7|Record> · <https://github.com/acme/widgets/actions/runs/9/attempts/1|Run>"
    `);
  });

  test('what a guard said, and nothing comes of its words', () => {
    const vetoed: RejectionDraft = {
      ...REFUSED,
      ...{ code: 'vetoed', cause: 'vetoed|merged|43||0', needs: [{ kind: 'vetoed', names: ['gatekeep'], counts: {} }] },
      message: withVetoReason(REFUSED.message, 'No tests, says <!channel>.'),
    };
    expect(read(told([vetoed], { shown: { open: [2] } }))).toContain(
      '\n> The guard `gatekeep` said no to `merged` of pull request 43: `No tests, says &lt;!channel&gt;.`.\n',
    );
  });

  test('as the run tells it where it knows more than the record', () => {
    const violations = [{ seq: 2, summary: 'The `gate` said no.', remedy: 'Ask it again.' }];
    expect(read(told([REFUSED], { item: { violations } }))).toContain('> The `gate` said no.\n> Ask it again.');
  });

  test('what was forced and why, once for each command', () => {
    const forced = { source: 'override', actor: MAINTAINER, metadata: { reason: 'The shop was *down*.' } } as const;
    const message = told([
      draft({ from: 'issue_created', to: 'ci_passed', ...forced }),
      draft({ from: 'ci_passed', to: 'merged', ...forced }),
    ]);
    expect(read(message)).toContain('⚠️ *maintainer* overrode `ci_passed` and `merged`: The shop was `*down*`.\n');
    expect(read(message)).toMatch(/^⚠️ Merged, by override\n/);
  });

  test('that somebody answers for what an earlier run had refused', () => {
    const answer: Draft = {
      ...draft({ from: null, to: 'x', source: 'override', actor: MAINTAINER, metadata: { reason: 'Agreed.' } }),
      ...{ kind: 'note', note: 'accept', was: { data: { seq: 2 }, kept: [], named: [] } },
    };
    const record = recordOf([BORN, REFUSED, answer]);
    const news = { record, entries: entriesOf(record).slice(2), item: ITEM };
    expect(read(slackMessage(news, []))).toContain('⚠️ *maintainer* overrode `merged`: Agreed.');
    expect(slackMessage(news, ['merged'])).not.toBeNull();
    expect(slackMessage(news, ['closed'])).toBeNull();
  });

  test('what is odd about a step', () => {
    const message = told([draft({ from: 'issue_created', to: 'task_queued', source: 'asserted', flags: ['late'] })]);
    expect(read(message)).toContain('`issue_created` → `task_queued` · _claimed_, _late_ · *octocat*');
  });

  test('a long way by its ends, a few of many people, and a few of many refusals', () => {
    const steps = Array.from({ length: 40 }, (_, at) =>
      draft({ from: `s${at}`, to: `s${at + 1}`, actor: { id: `${at}`, login: `user-${at}`, type: 'User' } }),
    );
    const refusals = Array.from({ length: 9 }, (_, at) => ({ ...REFUSED, cause: `x|${at}`, to: `r${at}` }));
    const text = read(told([...steps, ...refusals]));
    expect(text).toContain('`s0` → `s1` → … → `s32` → ');
    expect(text).toContain('→ `s40` → ❌ `r0` → ❌ `r1` → ❌ `r2` · *user-0*, *user-1*, *user-2* and 38 more');
    expect(text).toContain('And 6 more, in the record.');
  });

  test('of a pull request that is an item, and of a record without GitHub', () => {
    const record = recordOf([BORN]);
    const news = (own: Partial<LoopRecord>, item: Partial<HookNews['item']>) =>
      read(
        slackMessage({ record: { ...record, ...own }, entries: record.transitions, item: { ...ITEM, ...item } }, []),
      );
    const url = 'https://github.com/acme/widgets/pull/5';
    expect(news({ ref: url, ref_number: 5, pr_number: 5, pr_url: url }, { url })).toContain(
      `\n<${url}|Pull request> · `,
    );
    const bare = { url: 'TICKET-7', title: null, commentUrl: null };
    expect(news({ ref: 'TICKET-7', ref_number: null, repo: null }, bare)).toBe(
      '⏳ Open, not taken up yet\n*TICKET-7*\n`issue_created` · *octocat*',
    );
  });
});

describe('only of the states that are asked for', () => {
  test.each([
    ['entered', ['pr_created'], true],
    ['passed', ['task_queued'], true],
    ['refused', ['merged'], true],
    ['none of them', ['closed', 'issue_created'], false],
    ['all', [], true],
  ])('%s', (_, on, isToldOf) => {
    expect(told([...STEPS, REFUSED], { on }) !== null).toBe(isToldOf);
  });

  test('a note alone is no news', () => {
    const note: Draft = { ...draft({ from: null, to: 'x' }), kind: 'note', note: 'late_evidence', was: null };
    expect(told([note])).toBeNull();
  });
});

describe('whatever stands in it', () => {
  /** Slack's limits are those of the message as it is sent. */
  function expectTaken(message: SlackMessage): void {
    expect(message.text.length).toBeLessThanOrEqual(LONGEST_TEXT);
    expect(message.blocks.length).toBeLessThanOrEqual(MOST_BLOCKS);
    expect(JSON.stringify(message.blocks).length).toBeLessThanOrEqual(LONGEST_MESSAGE);
    const longest = { header: LONGEST_HEADER, section: LONGEST_SECTION, context: LONGEST_CONTEXT };
    for (const block of message.blocks) {
      for (const text of textsOf({ ...message, blocks: [block] }).slice(1)) {
        expect(text.length).toBeGreaterThan(0);
        expect(text.length).toBeLessThanOrEqual(longest[block.type]);
      }
    }
  }

  const LONG = ['x', '<', '&', '`', '@here ', '\u202e', '\n', ' ', '<!channel> ', '漢', '\u{1f600}', ')', ':a', '(("'];

  test.each(LONG.map((part) => [JSON.stringify(part), part.repeat(10_000 / part.length)]))(
    '10 kB of %s in every place are taken by Slack, and do nothing',
    (_, text) => {
      const actor = { id: '1', login: text, type: 'User' } as const;
      const forced = (at: number) => {
        const own = { source: 'override', actor: { ...actor, id: `${at}` }, metadata: { reason: text } } as const;
        return draft({ from: text, to: `${text}${at}`, ...own });
      };
      const message = told(
        [
          ...Array.from({ length: 20 }, (_one, at) => forced(at)),
          ...Array.from({ length: 20 }, (_one, at) => ({ ...REFUSED, actor, from: text, to: `${text}${at}` })),
        ],
        {
          shown: { open: [22], needs: [{ kind: 'failed', names: [text, text], counts: {} }] },
          item: {
            title: text,
            url: `${ITEM.url}?${text}`,
            commentUrl: `${ITEM.url}#${text}`,
            violations: [{ seq: 22, summary: text, remedy: text }],
          },
        },
      );
      expect(message).not.toBeNull();
      if (message === null) return;
      expectTaken(message);
      expectNothingLive(message);
    },
  );

  test('any record, any title: taken, and inert', () => {
    fc.assert(
      fc.property(anyRecord(), anyText, anyText, (record, title, summary) => {
        const violations = record.rejections.map(({ seq }) => ({ seq, summary, remedy: summary }));
        const item = { ...ITEM, title, violations };
        const message = slackMessage({ record, entries: entriesOf(record), item }, []);
        expect(message).not.toBeNull();
        if (message === null) return;
        expectTaken(message);
        expectNothingLive(message);
      }),
      RUNS,
    );
  });

  test.each([...HOSTILE_TEXTS, '<!channel>', '<@U024BE7LH>', '<#C024BE7LR>', '&lt;!here&gt;', '<https://a.example|b>'])(
    'a title of %j',
    (title) => {
      const message = told(STEPS, { item: { title } });
      if (message !== null) expectNothingLive(message);
      expect(JSON.stringify(message)).not.toMatch(/<[!@#]/);
    },
  );

  test('a plain title stays as it is, and what is odd in it becomes code', () => {
    const title = 'feat(api): Q&A "done", 50% – 漢字 😀 by @octocat in `a b` README.md';
    expect(read(told(STEPS, { item: { title } }))).toContain(
      '* feat(api): Q&amp;A "done", 50% – 漢字 😀 by `@octocat` in `a b` `README.md`\n',
    );
  });

  test('a link leads to the server of the item, or nowhere', () => {
    const elsewhere = { pr: 43, pr_url: 'https://evil.example/pull/43' };
    const text = read(
      told([draft({ from: 'issue_created', to: 'pr_created', ...elsewhere })], {
        item: { commentUrl: 'javascript:alert(1)' },
      }),
    );
    expect(text).not.toMatch(/evil|javascript|Record/);
    expect(text).toContain('|Issue>');
  });
});
