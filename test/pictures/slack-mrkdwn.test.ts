import { expect, test } from 'vitest';
import { slackHtml } from '../../scripts/pictures/slack-mrkdwn.ts';

test.each([
  ['plain &amp; escaped', 'plain &amp; escaped'],
  ['*bold* and _italic_', '<b>bold</b> and <i>italic</i>'],
  ['`a_b` *not* `*bold*`', '<code>a_b</code> <b>not</b> <code>*bold*</code>'],
  ['*<https://a.example/1|a/b#1>* title', '<b><a href="https://a.example/1">a/b#1</a></b> title'],
  ['one\ntwo', 'one<br>two'],
  ['> one\n> `two`', '<blockquote>one<br><code>two</code></blockquote>'],
])('%j is shown as Slack shows it', (mrkdwn, html) => {
  expect(slackHtml(mrkdwn)).toBe(html);
});
