import { githubHtml } from './github-markdown.ts';
import type { GitHubPlace } from './situations.ts';
import { SLACK_STYLE } from './slack-page.ts';

/**
 * Noto Sans is the widest of the fonts that GitHub asks for, so what fits here fits elsewhere; it is brought along, so
 * that a text breaks at the same word on every machine. As in GitHub's list an emoji font is named at the end: a browser
 * takes it for every sign that may be one.
 */
const FONTS = "'Noto Sans Variable', 'Noto Sans', sans-serif, 'Noto Color Emoji'";

/**
 * GitHub's page around the text, in its own figures. Up to 767 px: 16 px beside the box, none of a sidebar. From there
 * on: 24 px beside the page, a sidebar of 256 px with a gap of 16, the face of the author with 56 (Primer's `Layout` and
 * `container-xl px-3 px-md-4`; the timeline of an issue). The box: a line of 1 px, then 16 px to each side of the text,
 * which beneath an issue is 14 px high, and on the page of a run as high as in a file. So a line of a comment has 324 px of
 * 390, and 590 of 1,000.
 */
const FRAME = `
  body { margin: 0; padding: 16px; background: var(--page); }
  :root { --page: #ffffff; --bar: #f6f8fa; --line: #d1d9e0; --text: #1f2328; --faint: #59636e; }
  @media (prefers-color-scheme: dark) {
    :root { --page: #0d1117; --bar: #151b23; --line: #3d444d; --text: #f0f6fc; --faint: #9198a1; color-scheme: dark; }
  }
  .box { border: 1px solid var(--line); border-radius: 6px; }
  .bar { display: flex; gap: 6px; align-items: center; min-height: 37px; padding: 0 16px; font: 14px/1.5 ${FONTS};
    color: var(--faint); background: var(--bar); border-bottom: 1px solid var(--line);
    border-radius: 6px 6px 0 0; }
  .bar b { color: var(--text); font-weight: 600; }
  .bar i { font: 500 12px/18px ${FONTS}; padding: 0 6px; border: 1px solid var(--line); border-radius: 9px; }
  .bar svg { width: 20px; height: 20px; }
  .markdown-body { padding: 16px; font-family: ${FONTS}; }
  .comment .markdown-body { font-size: 14px; }
  .markdown-alert-title { gap: 8px; }
  .markdown-alert-title::before { content: ''; width: 16px; height: 16px; border: 1.5px solid; border-radius: 8px;
    box-sizing: border-box; background: linear-gradient(currentColor 0 0) center / 1.5px 7px no-repeat; }
  .mermaid { margin-bottom: 16px; text-align: center; }
  @media (min-width: 768px) { body { padding: 24px 296px 24px 24px; } .comment { margin-left: 56px; } }
`;

const BARS: { readonly [place in GitHubPlace]: string } = {
  comment: `<svg viewBox="0 0 20 20"><circle cx="10" cy="10" r="10" fill="#6639ba"/><path d="M6 6l6 4-6 4z" fill="#fff"/></svg>
    <b>github-actions</b> <i>bot</i> commented`,
  summary: '<b>loopforge</b> summary',
};

/** The page that texts are shown on, one after the other. What it loads: `page-files.ts`. */
export const GITHUB_PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>What people see</title>
<link rel="stylesheet" href="/markdown.css">
<link rel="stylesheet" href="/font.css">
<style>${FRAME}${SLACK_STYLE}</style>
</head>
<body></body>
</html>`;

/** A text in the box that GitHub puts it into. */
export function githubBox(markdown: string, place: GitHubPlace): string {
  return `<div class="box ${place}">
<div class="bar">${BARS[place]}</div>
<div class="markdown-body">${githubHtml(markdown, place)}</div>
</div>`;
}
