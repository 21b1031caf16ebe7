import { LONGEST_CONTEXT } from './limits.ts';

/** So many that all links of a message stand in one block. */
const LONGEST_URL = LONGEST_CONTEXT / 10;

/**
 * `label` linked to an address of the server on which the item is; the bare label where it is of another, so that nothing
 * which got into a record leads a channel astray.
 * @param label mrkdwn of ours
 */
export function slackLink(label: string, url: string | null, itemUrl: string): string {
  const target = url === null ? null : safeUrl(url, itemUrl);
  return target === null ? label : `<${target}|${label}>`;
}

/** Every link of these that leads anywhere. */
export function slackLinks(
  links: readonly (readonly [label: string, url: string | null])[],
  itemUrl: string,
): readonly string[] {
  return links.flatMap(([label, url]) => {
    const link = slackLink(label, url, itemUrl);
    return link === label ? [] : [link];
  });
}

function safeUrl(text: string, itemUrl: string): string | null {
  if (!URL.canParse(text) || !URL.canParse(itemUrl)) return null;
  const { href, origin, protocol } = new URL(text);
  const isOurs = /^https?:$/.test(protocol) && origin === new URL(itemUrl).origin;
  const encoded = href.replaceAll('|', '%7C').replaceAll('<', '%3C').replaceAll('>', '%3E').replaceAll('&', '&amp;');
  return isOurs && encoded.length <= LONGEST_URL ? encoded : null;
}
