import { expect, test } from 'vitest';
import { githubHtml } from '../../scripts/pictures/github-markdown.ts';

test('a new line is a new line beneath an issue, and a blank elsewhere', () => {
  expect(githubHtml('one\ntwo', 'comment')).toBe('<p>one<br>two</p>');
  expect(githubHtml('one\ntwo', 'summary')).toBe('<p>one\ntwo</p>');
  expect(githubHtml('one<br>\ntwo', 'comment')).toBe('<p>one<br>two</p>');
  expect(githubHtml('one\n**two\nthree**', 'comment')).toBe('<p>one<br><strong>two<br>three</strong></p>');
});

test('code, lists and tables keep their lines', () => {
  const text = ['- one', '- two', '', '```', 'a', 'b', '```', '', '| a |', '|---|', '| b |'].join('\n');
  expect(githubHtml(text, 'comment')).toBe(githubHtml(text, 'summary'));
});

test('an alert is a box with its name', () => {
  const box =
    '<div class="markdown-alert markdown-alert-caution">\n<p class="markdown-alert-title">Caution</p><p>Mind <strong>this</strong>.</p>\n</div>';
  expect(githubHtml('> [!CAUTION]\n> Mind **this**.', 'comment')).toBe(box);
  expect(githubHtml('<details>\n\n> [!CAUTION]\n> Mind **this**.\n\n</details>', 'summary')).toContain(box);
});

test.each(['> [!CAUTION] now\n> Mind this.', '> Mind this.', '- > [!CAUTION]\n  > Mind this.'])(
  'any other quotation stays one: %s',
  (markdown) => {
    expect(githubHtml(markdown, 'comment')).toContain('<blockquote>');
  },
);

test('a diagram is something to draw, with its text as it is', () => {
  expect(githubHtml('```mermaid\nflowchart LR\n  a --> b\n```', 'comment')).toBe(
    '<div class="mermaid">flowchart LR\n  a --&gt; b\n</div>',
  );
});

test('what stands in an HTML comment is not there', () => {
  expect(githubHtml('<!-- loopforge:record\n{"a":1}\n-->\n\nText', 'comment')).toBe('<p>Text</p>');
});
