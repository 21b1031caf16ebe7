import { expect } from 'vitest';
import type { SlackMessage } from '../../../src/report/slack/message.ts';

/** What Slack would act on outside of code: markup, mentions, channels, emoji by name, addresses, odd characters. */
const LIVE = [/[*_~`|@#]/, /[<>]/, /:[a-z0-9_+-]+:/i, /:\/\//, /\bwww\./, /[\p{C}\p{Zl}\p{Zp}]/u] as const;

/** An entity is the only thing that `&` may begin. */
const BARE_AMPERSAND = /&(?!(?:amp|lt|gt);)/;
const OUR_LINK = /<(https:\/\/github\.com\/[^|<>\s]*)\|([^<>|]*)>/g;

/** Checks that of all texts of a message only our own marks, links and quotations are any. */
export function expectNothingLive(message: SlackMessage): void {
  const [fallback = '', header = '', ...formatted] = textsOf(message);
  // Slack formats nothing in a header; only what names somebody has to be escaped.
  expect(header).not.toMatch(/[<>]|[\p{C}\p{Zl}\p{Zp}]/u);
  expect(header).not.toMatch(BARE_AMPERSAND);
  for (const text of [fallback, ...formatted]) {
    expect(text).not.toMatch(BARE_AMPERSAND);
    const prose = text
      .replaceAll(OUR_LINK, (_, _url, label: string) => label.replace(/^acme\/widgets#\d+$/, 'item'))
      .replaceAll(/^> /gm, '')
      .replaceAll(/`[^`\n]+`/g, 'code')
      .replaceAll(/\*([^*\n]+)\*/g, '$1')
      .replaceAll(/_([a-z ]+)_/g, '$1')
      .replaceAll(/(?:octocat|acme)\/[\w.-]+#\d+/g, 'item')
      .replaceAll(/&(?:amp|lt|gt);/g, '')
      .replaceAll('\n', ' ');
    for (const pattern of LIVE) expect(prose, text).not.toMatch(pattern);
    for (const code of text.match(/`[^`]*`/g) ?? []) expect(code).not.toMatch(/[<>\p{C}\p{Zl}\p{Zp}]/u);
  }
}

/** Every text that Slack formats, or shows as it is. */
export function textsOf({ text, blocks }: SlackMessage): readonly string[] {
  return [
    text,
    ...blocks.flatMap((block) => {
      if (block.type === 'context') return block.elements.flatMap((one) => ('text' in one ? [one.text] : []));
      return block.text === undefined ? [] : [block.text.text];
    }),
  ];
}
