import { expect } from 'vitest';
import { type Rendering, renderings } from '../support/rendered.ts';

/** What GitHub would act on in running text: mention, reference, commit, address, shortcode, formula. */
const LIVE = [
  /@/,
  /#\d/,
  /\bGH-\d/i,
  /\b[0-9a-f]{7,}\b/i,
  /:\/\//,
  /\bwww\./i,
  /:\w+:/,
  /\$/,
  /<|>/,
  /[\p{Cc}\p{Cf}]/u,
] as const;

/** What we write ourselves. */
const OURS = ['p', 'code', 'br', 'ul', 'li', 'blockquote', 'table', 'thead', 'tbody', 'tr', 'th', 'td'];

/** Checks what two Markdown parsers make of a text: only the elements named, nothing in its prose that does anything. */
export function expectNothingLive(markdown: string, elements: readonly string[] = OURS): void {
  const { gfm, commonmark } = renderings(markdown);
  for (const rendering of [gfm, commonmark]) {
    expect(rendering.comments).toEqual([]);
    expectOnly(rendering, elements);
    for (const pattern of LIVE) expect(rendering.prose.replaceAll('\n', ' ')).not.toMatch(pattern);
  }
}

export function expectOnly(rendering: Rendering, elements: readonly string[]): void {
  expect(rendering.elements.map(({ name }) => name).filter((name) => !elements.includes(name))).toEqual([]);
}
