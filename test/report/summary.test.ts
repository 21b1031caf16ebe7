import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ItemResult, OUTCOMES, REASON_CODES } from '../../src/core/outcome.ts';
import { renderSummary } from '../../src/report/summary.ts';
import { BLANK } from '../../src/usecase/item-result.ts';
import { anyRecord, anyText } from '../support/arbitraries.ts';
import { renderings } from '../support/rendered.ts';
import { expectOnly } from './nothing-live.ts';
import { draft, recordOf } from './sample-record.ts';

const REPO = 'https://github.com/acme/widgets';
const OPTIONS = { repoUrl: REPO };
const NOTHING: ItemResult = { ...BLANK, number: 42 };
const RECORD = recordOf([draft({ from: null, to: 'ci_pending' }), draft({ from: 'ci_pending', to: 'ci_failed' })]);

describe('renderSummary', () => {
  test('nothing to do', () => {
    expect(renderSummary({ ...NOTHING, state: 'ci_pending', previousState: 'ci_pending' }, OPTIONS)).toBe(
      `### LoopForge: [issue 42](${REPO}/issues/42)\n\n**Nothing to do** · state \`ci_pending\`\n`,
    );
  });

  test('a refusal says what happened and what to do', () => {
    const summary = renderSummary(
      {
        ...NOTHING,
        outcome: 'rejected',
        reason: 'gate_not_met',
        state: 'ci_failed',
        previousState: 'ci_pending',
        pullRequestNumber: 43,
        commentUrl: `${REPO}/issues/42#issuecomment-7`,
        headSha: 'a1b2c3d'.padEnd(40, '0'),
        allowed: ['ci_pending'],
        missing: [{ kind: 'failed', to: 'ci_passed', names: ['build'], counts: { total: 1 } }],
        violations: [{ seq: 3, cause: 'x', summary: '', message: 'The violation itself' }],
        error: 'Invalid transition: ci_failed → merged. Allowed from ci_failed: ci_pending\nStill missing: build',
        appended: RECORD.transitions.slice(1),
        record: RECORD,
        red: true,
      },
      OPTIONS,
    );
    expect(summary).toContain(
      `**Refused (\`gate_not_met\`)** · state \`ci_pending\` → \`ci_failed\` · [pull request 43](${REPO}/pull/43) · ` +
        `commit \`a1b2c3d\` · [record](${REPO}/issues/42#issuecomment-7)`,
    );
    expect(summary).toContain(
      '> [!CAUTION]\n> Invalid transition: `ci_failed` → merged. Allowed from `ci_failed`: `ci_pending`<br>\n> Still missing: build<br>\n' +
        '> Bring the missing proof: the next run finds it, and the violation is closed.<br>\n> Or somebody answers for it',
    );
    expect(summary).toContain('**Recorded by this run:**\n\n| # |');
    expect(summary).toContain('| 2 | `ci_pending` → `ci_failed` |');
    expect(summary).toContain('```mermaid\nflowchart LR\n');
    expect(summary).toContain('**May come next:**\n\n- `ci_pending`');
    expect(summary).toContain('- `ci_passed` needs: these checks to pass: build');
    expect(summary).not.toContain('The violation itself');
  });

  test('a violation that is still open is named in later runs', () => {
    const violations = [{ seq: 3, cause: 'x', summary: '', message: 'Invalid transition: a → b.' }];
    expect(renderSummary({ ...NOTHING, reason: 'already_recorded', violations }, OPTIONS)).toContain(
      '> [!WARNING]\n> Still out of order (entry 3): Invalid transition: a → b.',
    );
  });

  test('notices and warnings are shown', () => {
    const summary = renderSummary(
      {
        ...NOTHING,
        number: null,
        outcome: 'deferred',
        reason: 'read_only_token',
        notice: 'The token may only read.',
        warnings: ['One.', 'Two.'],
      },
      OPTIONS,
    );
    expect(summary).toContain('### LoopForge: no item');
    expect(summary).toContain('> [!NOTE]\n> The token may only read.');
    expect(summary).toContain('> [!WARNING]\n> One.<br>\n> Two.');
  });

  test('an item that is a pull request is called one, and a dry run says so', () => {
    const result = {
      ...NOTHING,
      number: 43,
      pullRequestNumber: 43,
      reason: 'dry_run',
      appended: RECORD.transitions,
    } as const;
    expect(renderSummary(result, OPTIONS)).toContain(`### LoopForge: [pull request 43](${REPO}/pull/43)`);
    expect(renderSummary(result, OPTIONS)).toContain('**This run would have recorded:**');
  });

  test('every outcome and reason has its words', () => {
    for (const outcome of OUTCOMES) {
      for (const reason of REASON_CODES) {
        expect(renderSummary({ ...NOTHING, outcome, reason }, OPTIONS)).toMatch(/^\*\*[A-Z][\w ]+ \(`[a-z_]+`\)\*\*$/m);
      }
    }
  });

  test('lets nothing from outside act', () => {
    const texts = fc.array(anyText, { maxLength: 3 });
    fc.assert(
      fc.property(anyRecord(), anyText, texts, texts, (record, text, some, more) => {
        const summary = renderSummary(
          {
            ...NOTHING,
            outcome: 'failed',
            state: text,
            previousState: some[0] ?? null,
            commentUrl: text,
            headSha: text,
            allowed: some,
            missing: more.map((name) => ({ kind: 'failed', to: text, names: [name], counts: {} })),
            violations: [{ seq: 1, cause: text, summary: text, message: text }],
            notice: text,
            error: text,
            warnings: more,
            appended: record.transitions,
            record,
          },
          OPTIONS,
        );
        const { gfm } = renderings(summary);
        expect(gfm.comments).toEqual([]);
        expectOnly(gfm, [
          'h3',
          'p',
          'strong',
          'br',
          'code',
          'pre',
          'a',
          'ul',
          'li',
          'blockquote',
          'table',
          'thead',
          'tbody',
          'tr',
          'th',
          'td',
        ]);
        expect(gfm.prose).not.toMatch(/@|:\/\/|www\.|\bGH-\d|\$|[<>]/i);
        for (const { name, attributes } of gfm.elements) {
          if (name === 'a')
            expect(attributes['href']).toMatch(/^https:\/\/github\.com\/acme\/widgets\/(issues\/42$|actions\/runs\/)/);
        }
      }),
      { numRuns: 60 },
    );
  });
});
