import { type DefaultTreeAdapterTypes, defaultTreeAdapter as tree } from 'parse5';

export type Node = DefaultTreeAdapterTypes.ChildNode;
export type Element = DefaultTreeAdapterTypes.Element;

/** A piece of text that looks the same all along. */
export interface Run {
  readonly text: string;
  readonly styles: readonly Style[];
}

export type Style =
  | 'bold'
  | 'italic'
  | 'dim'
  | 'underline'
  | 'strikethrough'
  | 'cyan'
  | 'green'
  | 'yellow'
  | 'red'
  | 'blue'
  | 'magenta';

/** How a run comes to look by what it stands in; a link is text, since its address is for a browser. */
const STYLES: { readonly [tag: string]: readonly Style[] } = {
  strong: ['bold'],
  b: ['bold'],
  em: ['italic'],
  i: ['italic'],
  del: ['strikethrough'],
  code: ['cyan'],
  a: ['underline'],
  sub: ['dim'],
  sup: ['dim'],
};

/** A new line, as a run. */
export const NEW_LINE = '\n';

/** The text of a line of nodes, as runs. Blanks in a row are one, as in a browser. */
export function runsOf(nodes: readonly Node[], styles: readonly Style[] = []): readonly Run[] {
  return nodes.flatMap((node): readonly Run[] => {
    if (tree.isTextNode(node)) return [{ text: node.value.replaceAll(/\s+/g, ' '), styles }];
    if (!tree.isElementNode(node)) return [];
    if (node.tagName === 'br') return [{ text: NEW_LINE, styles }];
    if (node.tagName === 'img') return [{ text: attributeOf(node, 'alt'), styles }];
    return runsOf(node.childNodes, [...styles, ...(STYLES[node.tagName] ?? [])]);
  });
}

/** All text of a node, as it stands in the page. */
export function textOf(node: Node): string {
  if (tree.isTextNode(node)) return node.value;
  return tree.isElementNode(node) ? node.childNodes.map(textOf).join('') : '';
}

export function attributeOf({ attrs }: Element, name: string): string {
  return attrs.find((one) => one.name === name)?.value ?? '';
}
