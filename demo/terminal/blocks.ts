import { defaultTreeAdapter as tree } from 'parse5';
import { attributeOf, type Element, type Node, runsOf, type Style, textOf } from './runs.ts';
import { tableLines } from './table.ts';
import { type Paint, wrap } from './wrap.ts';

/** Where blocks are put. */
export interface Page {
  readonly width: number;
  readonly paint: Paint;
}

type Block = (element: Element, page: Page) => readonly string[];

const BLOCKS: { readonly [tag: string]: Block } = {
  h1: heading,
  h2: heading,
  h3: heading,
  h4: heading,
  h5: heading,
  h6: heading,
  p: (element, page) => textLines(element.childNodes, page),
  ul: (element, page) => listLines(element, page, () => '• '),
  ol: (element, page) => listLines(element, page, (at) => `${at + 1}. `),
  blockquote: (element, page) => behindBar(element.childNodes, page, ['dim']),
  details,
  table: (element, { width, paint }) => tableLines(element, width, paint),
  hr: (_, { width, paint }) => [paint(['dim'], '─'.repeat(width))],
  pre: (element, { paint }) =>
    textOf(element)
      .trimEnd()
      .split('\n')
      .map((line) => `  ${paint(['cyan'], line)}`),
  div,
};

/** What GitHub's boxes look like. */
const ALERTS: { readonly [kind: string]: Style } = {
  note: 'blue',
  tip: 'green',
  important: 'magenta',
  warning: 'yellow',
  caution: 'red',
};

/**
 * Blocks below each other. Text that stands between blocks is one of its own.
 * @param apart what stands between two blocks
 */
export function blockLines(nodes: readonly Node[], page: Page, apart: readonly string[] = ['']): readonly string[] {
  const blocks: (readonly string[])[] = [];
  let between: Node[] = [];
  const endText = (): void => {
    if (between.map(textOf).join('').trim() !== '') blocks.push(textLines(between, page));
    between = [];
  };
  for (const node of nodes) {
    const block = tree.isElementNode(node) ? BLOCKS[node.tagName] : undefined;
    if (block === undefined || !tree.isElementNode(node)) {
      between.push(node);
      continue;
    }
    endText();
    blocks.push(block(node, page));
  }
  endText();
  return blocks
    .filter(({ length }) => length > 0)
    .flatMap((lines, index) => (index === 0 ? lines : [...apart, ...lines]));
}

function textLines(nodes: readonly Node[], { width, paint }: Page, styles: readonly Style[] = []): readonly string[] {
  return wrap(runsOf(nodes, styles), width, paint).map(({ text }) => text);
}

function heading({ childNodes }: Element, page: Page): readonly string[] {
  return textLines(childNodes, page, ['bold']);
}

function listLines({ childNodes }: Element, page: Page, mark: (at: number) => string): readonly string[] {
  const items = childNodes.filter(tree.isElementNode);
  return items.flatMap((item, at) => {
    const before = mark(at);
    const lines = blockLines(item.childNodes, { ...page, width: page.width - before.length }, []);
    return lines.map((line, index) => `${index === 0 ? before : ' '.repeat(before.length)}${line}`);
  });
}

/** What is folded stays folded: its title alone, with a sign that there is more. */
function details(element: Element, page: Page): readonly string[] {
  const isSummary = (node: Node): node is Element => tree.isElementNode(node) && node.tagName === 'summary';
  const [summary] = element.childNodes.filter(isSummary);
  const isOpen = element.attrs.some(({ name }) => name === 'open');
  const [first = '', ...more] = textLines(summary?.childNodes ?? [], { ...page, width: page.width - 2 });
  const title = [`${isOpen ? '▾' : '▸'} ${first}`, ...more.map((line) => `  ${line}`)];
  if (!isOpen) return title;
  return [
    ...title,
    '',
    ...blockLines(
      element.childNodes.filter((node) => !isSummary(node)),
      page,
    ),
  ];
}

function div(element: Element, page: Page): readonly string[] {
  const classes = attributeOf(element, 'class').split(' ');
  if (classes.includes('mermaid')) return [page.paint(['dim'], '(a diagram, which GitHub draws)')];
  const kind = /\bmarkdown-alert-(\w+)$/.exec(attributeOf(element, 'class'))?.[1];
  const color = kind === undefined ? undefined : ALERTS[kind];
  if (color === undefined) return blockLines(element.childNodes, page);
  const [title, ...rest] = element.childNodes.filter((node) => textOf(node).trim() !== '');
  const head = title === undefined ? [] : [barred(page.paint([color, 'bold'], textOf(title).trim()), page, [color])];
  return [...head, ...behindBar(rest, page, [color])];
}

function behindBar(nodes: readonly Node[], page: Page, styles: readonly Style[]): readonly string[] {
  return blockLines(nodes, { ...page, width: page.width - 2 }).map((line) => barred(line, page, styles));
}

function barred(line: string, { paint }: Page, styles: readonly Style[]): string {
  return `${paint(styles, '┃')} ${line}`.trimEnd();
}
