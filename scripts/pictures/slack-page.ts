import type { SlackMessage } from '../../src/report/slack/index.ts';
import { slackHtml } from './slack-mrkdwn.ts';

/**
 * Slack's own figures: text of 15 px on lines of 22, headers of 18, context of 13, 8 px between blocks, a face of 36 px; its
 * colours by light and by night. No message is wider than 600 px.
 */
export const SLACK_STYLE = `
  .slack { --back: #ffffff; --ink: #1d1c1d; --pale: #616061; --link: #1264a3; --code: #c01343; --edge: #dddddd;
    --shade: #f8f8f8; max-width: 640px; margin: 0 !important; padding: 12px 16px 14px; box-sizing: border-box;
    display: grid; grid-template-columns: 36px 1fr; gap: 0 8px; background: var(--back); color: var(--ink);
    font-family: 'Noto Sans Variable', 'Noto Sans', sans-serif, 'Noto Color Emoji'; font-size: 15px; line-height: 22px; border-color: var(--edge); overflow-wrap: anywhere; }
  @media (prefers-color-scheme: dark) {
    .slack { --back: #1a1d21; --ink: #d1d2d3; --pale: #ababad; --link: #1d9bd1; --code: #e8912d; --edge: #4a4d52;
      --shade: #222529; }
  }
  .slack svg { width: 36px; height: 36px; }
  .slack .name { font-weight: 800; }
  .slack .name i { font-style: normal; font-weight: 700; font-size: 10px; padding: 1px 4px; margin: 0 4px;
    border-radius: 2px; color: var(--pale); background: var(--shade); }
  .slack .name time { font-weight: 400; font-size: 12px; color: var(--pale); }
  .slack h3 { font-size: 18px; line-height: 24px; font-weight: 800; margin: 4px 0 8px; }
  .slack p { margin: 0 0 8px; }
  .slack .context { font-size: 13px; line-height: 18px; color: var(--pale); margin: 0; }
  .slack a { color: var(--link); text-decoration: none; }
  .slack b { font-weight: 700; }
  .slack code { font-family: 'Noto Sans Mono', 'DejaVu Sans Mono', monospace; font-size: 12px; padding: 2px 3px 1px; border: 1px solid var(--edge);
    border-radius: 3px; color: var(--code); background: var(--shade); }
  .slack blockquote { margin: 0; padding-left: 12px; border-left: 4px solid var(--edge); border-radius: 2px; }
`;

/** A message as a channel shows it. */
export function slackBox({ blocks }: SlackMessage): string {
  return `<div class="box slack">
<svg viewBox="0 0 36 36"><rect width="36" height="36" rx="8" fill="#6639ba"/><path d="M11 10l14 8-14 8z" fill="#fff"/></svg>
<div class="slack-body"><div class="name">LoopForge <i>APP</i> <time>8:50 AM</time></div>
${blocks.map(blockHtml).join('\n')}
</div></div>`;
}

function blockHtml(block: SlackMessage['blocks'][number]): string {
  switch (block.type) {
    case 'header':
      return `<h3>${block.text.text}</h3>`;
    case 'section':
      return `<p>${slackHtml(block.text?.text ?? '')}</p>`;
    case 'context':
      return `<p class="context">${block.elements.map((one) => ('text' in one ? slackHtml(one.text) : '')).join(' ')}</p>`;
  }
}
