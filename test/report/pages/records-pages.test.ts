import { describe, expect, test } from 'vitest';
import { renderExport } from '../../../src/report/pages/export-page.ts';
import { ListPage } from '../../../src/report/pages/list-page.ts';
import { recordOf } from '../../action/sample-record.ts';

const REPO = { repo: 'acme/widgets', repoUrl: 'https://github.com/acme/widgets' };
const SINCE = '2026-11-22T08:00:00Z';
/** What must never stand in a page as it is. */
const HOSTILE = '@octocat fixes #1 <img src=x onerror=alert(1)> | [x](https://evil.example) \u202e ::error::x';

const row = (violations: readonly string[] = [], ref = '') => {
  const record = recordOf({ seq: 2 });
  return { record: { ...record, ...(ref === '' ? {} : { ref, ref_number: null }) }, since: SINCE, violations } as const;
};

describe('the page of a list', () => {
  test('keeps 200 rows, and says how many more there are', () => {
    const page = new ListPage(REPO);
    for (let at = 0; at < 250; at++) page.add(row());
    const text = page.toMarkdown({ hasMore: true });
    expect(text.match(/^\| .*`/gm)).toHaveLength(200);
    expect(text).toContain('250 items, and there are more than `limit` lets through');
    expect(text).toContain('\nand 50 more\n');
  });

  test('shows hostile text as what it is, in every place', () => {
    const page = new ListPage(REPO);
    page.add(row([HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE], HOSTILE));
    for (let at = 0; at < 12; at++) page.addUnread(HOSTILE, HOSTILE);
    expectInert(page.toMarkdown({ hasMore: false }));
    expect(page.toMarkdown({ hasMore: false })).toContain('<br>and 2 more |');
    expect(page.toMarkdown({ hasMore: false })).toContain('> - and 2 more');
  });
});

test('the page of an export shows hostile text as what it is, and no watermark that is long', () => {
  const text = renderExport({
    ...{ repo: 'acme/widgets', format: 'json', redactActors: false, path: `/tmp/${HOSTILE}`, records: 1, entries: 1 },
    ...{ from: null, until: SINCE, states: new Map([[HOSTILE, 1]]), notice: HOSTILE },
    ...{ watermark: `${SINCE}+${'abcdefgh'.repeat(1000)}`, unread: [{ id: HOSTILE, problem: HOSTILE }] },
  });
  expectInert(text);
  expect(text).toContain(`1 entry of 1 record · recorded before ${SINCE} · \`json\``);
  expect(text).toContain('goes on with the output `watermark` of this one');
});

function expectInert(text: string): void {
  // Outside of code nobody is mentioned, nothing is referred to, linked or drawn, and no cell ends.
  const prose = text.replaceAll(/<code>.*?<\/code>|`[^`\n]*`/g, '');
  expect(prose).not.toMatch(/<img|evil|\u202e|@octocat|#1\b/);
  for (const line of prose.split('\n').filter((one) => one.startsWith('| '))) {
    expect([3, 6]).toContain(line.split('|').length - 1);
  }
}
