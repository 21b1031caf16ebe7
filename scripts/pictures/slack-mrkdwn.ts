/** A link, code, bold or italic; https://docs.slack.dev/messaging/formatting-message-text has no other mark that we write. */
const MARK = /<(?<url>[^|>]+)\|(?<label>[^>]*)>|`(?<code>[^`]+)`|\*(?<bold>[^*]+)\*|_(?<italic>[^_]+)_/g;

/**
 * The HTML that Slack makes of a text that it formats. The characters that mean something to HTML are escaped there
 * already, for Slack wants the same three.
 */
export function slackHtml(mrkdwn: string): string {
  const lines = mrkdwn.split('\n');
  const quoted = lines.every((line) => line.startsWith('> '));
  const html = lines.map((line) => marked(quoted ? line.slice(2) : line)).join('<br>');
  return quoted ? `<blockquote>${html}</blockquote>` : html;
}

function marked(text: string): string {
  return text.replace(MARK, (_, ...rest) => {
    const { url, label, code, bold, italic } = rest.at(-1);
    if (url !== undefined) return `<a href="${url.replaceAll('"', '&quot;')}">${label}</a>`;
    if (code !== undefined) return `<code>${code}</code>`;
    return bold === undefined ? `<i>${italic}</i>` : `<b>${marked(bold)}</b>`;
  });
}
