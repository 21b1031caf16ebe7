import { describe, expect, test } from 'vitest';
import { openWindow } from './open-window.ts';

const PHONE = { width: 390, height: 700, theme: 'light' } as const;
const DARK = { ...PHONE, theme: 'dark' } as const;

describe('of a text as GitHub shows it', () => {
  const window = openWindow();
  const measured = (markdown: string, look: typeof PHONE | typeof DARK = PHONE) =>
    window.measure({ markdown, place: 'comment' }, look, 'unfolded');
  const diagram = (...lines: readonly string[]) => ['```mermaid', 'flowchart LR', ...lines, '```'].join('\n');

  test('a plain one has nothing wrong', async () => {
    const plain = await measured('### Title\n\nA line with `code`.\n\n> [!CAUTION]\n> Mind this.');
    expect(plain).toMatchObject({ isTooWide: false, cut: [], broken: [], raw: [], faint: [] });
  });

  test('what is read first is the title, two lines and the box, each with where it ends', async () => {
    const { head, height } = await measured('### Title\n\nOne.\n\nTwo.\n\nThree.\n\n> [!CAUTION]\n> Mind this.');
    expect(head.map(({ name, text }) => [name, text])).toEqual([
      ['h3', 'Title'],
      ['p', 'One.'],
      ['p', 'Two.'],
      ['div', 'Caution\n\nMind this.'],
    ]);
    const bottoms = head.map(({ bottom }) => bottom);
    expect(bottoms.toSorted((a, b) => a - b)).toEqual(bottoms);
    expect(height).toBeGreaterThan(Math.max(...bottoms));
  });

  test('a page that has to be scrolled sideways is seen', async () => {
    expect(await measured('<div style="width: 500px; white-space: nowrap">wide</div>')).toMatchObject({
      isTooWide: true,
    });
  });

  test('columns and code beyond the edge are seen, and do not widen the page', async () => {
    const code = '`a_long_name_of_something`';
    const table = `| one | two | three |\n|---|---|---|\n| ${code} | ${code} | – |`;
    const { cut, isTooWide } = await measured(`${table}\n\n\`\`\`\n${'word '.repeat(30)}\n\`\`\``);
    expect({ cut, isTooWide }).toEqual({ cut: ['two', 'three', 'code'], isTooWide: false });
  });

  test('an item of a list beyond the edge is seen, and one that is broken into lines is none', async () => {
    const long = 'word&nbsp;'.repeat(12);
    const { cut } = await measured(`1. <span style="white-space: nowrap">${long}</span>\n2. ${'word '.repeat(30)}`);
    expect(cut).toEqual([expect.stringContaining('word')]);
  });

  test('a diagram that Mermaid cannot read is seen', async () => {
    const { broken } = await measured(diagram('a ==> ==> b'));
    expect(broken).toEqual([expect.stringContaining('Parse error')]);
  });

  test.each(['A `span that never ends', 'A **strong word', 'A &amp;middot; sign', 'A \\[link](address)', '\\[!NOTE]'])(
    'marks that stand as they are written are seen: %s',
    async (markdown) => {
      expect((await measured(markdown)).raw).toHaveLength(1);
    },
  );

  test('no mark counts in code', async () => {
    expect((await measured('``a ` b`` and\n\n```yaml\na: "**b**"\n```')).raw).toEqual([]);
  });

  test.each([
    ['a faint colour', '<span style="color: #999999">faint</span>', PHONE],
    ['an opacity', '<span style="opacity: 0.4">faint</span>', PHONE],
    ['a dark colour in the dark', '<span style="color: #444444">faint</span>', DARK],
    ['a background', '<span style="background: #777777">faint</span>', PHONE],
    ['a node of a diagram', diagram('a["faint"]', 'classDef x fill:#2da44e,color:#ffffff', 'class a x'), PHONE],
  ])('a text that is hard to read by %s is seen', async (_, markdown, look) => {
    expect((await measured(markdown, look)).faint).toEqual([expect.stringContaining('"faint"')]);
  });

  test('what is folded away is measured once it is laid open', async () => {
    const folded = '<details>\n<summary>More</summary>\n\n<span style="color: #999999">faint</span>\n\n</details>';
    const closed = await window.measure({ markdown: folded, place: 'comment' }, PHONE);
    expect(closed.faint).toEqual([]);
    const opened = await measured(folded);
    expect(opened.faint).toHaveLength(1);
    expect(opened.height).toBeGreaterThan(closed.height);
  });
});
