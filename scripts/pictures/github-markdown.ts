import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { type DefaultTreeAdapterTypes, html, parseFragment, serialize, defaultTreeAdapter as tree } from 'parse5';
import type { GitHubPlace } from './situations.ts';

type Parent = DefaultTreeAdapterTypes.ParentNode;
type Element = DefaultTreeAdapterTypes.Element;
type Child = DefaultTreeAdapterTypes.ChildNode;

/** What GitHub shows as a box; elsewhere it is a quotation whose first line says `[!NOTE]`. */
const ALERT = /^\[!(note|tip|important|warning|caution)\][ \t]*(?:\n|$)/i;
const AS_IT_IS = ['code', 'pre'];

/**
 * The HTML that GitHub makes of a text: its dialect of Markdown, without what stands in HTML comments, with alerts as
 * boxes and Mermaid as pictures to draw. Beneath an issue a new line is a new line; elsewhere it is a blank.
 */
export function githubHtml(markdown: string, place: GitHubPlace): string {
  const made = micromark(markdown, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] });
  const fragment = parseFragment(made);
  removeComments(fragment);
  for (const element of elementsIn(fragment)) {
    if (element.tagName === 'blockquote') toAlert(element);
    if (element.tagName === 'code' && classOf(element) === 'language-mermaid') toPicture(element);
  }
  if (place === 'comment') breakLines(fragment);
  return serialize(fragment).trim();
}

function removeComments(parent: Parent): void {
  for (const child of [...parent.childNodes]) {
    if (tree.isCommentNode(child)) tree.detachNode(child);
    else if (tree.isElementNode(child)) removeComments(child);
  }
}

function elementsIn(parent: Parent): readonly Element[] {
  return parent.childNodes.filter(tree.isElementNode).flatMap((child) => [child, ...elementsIn(child)]);
}

/** GitHub makes no box of a quotation inside a list or another quotation. */
function toAlert(quotation: Element): void {
  const { parentNode } = quotation;
  const isInside = parentNode !== null && !['#document-fragment', 'details'].includes(parentNode.nodeName);
  const first = quotation.childNodes.find(tree.isElementNode);
  const text = first?.childNodes[0];
  if (isInside || first === undefined || text === undefined || !tree.isTextNode(text)) return;
  const kind = ALERT.exec(text.value)?.[1]?.toLowerCase();
  if (kind === undefined) return;
  text.value = text.value.replace(ALERT, '');
  quotation.tagName = 'div';
  quotation.nodeName = 'div';
  quotation.attrs = [{ name: 'class', value: `markdown-alert markdown-alert-${kind}` }];
  const title = anElement('p', 'markdown-alert-title');
  tree.insertText(title, `${kind.slice(0, 1).toUpperCase()}${kind.slice(1)}`);
  tree.insertBefore(quotation, title, first);
}

function toPicture({ parentNode: pre, childNodes }: Element): void {
  if (pre === null || !('tagName' in pre) || pre.parentNode === null) return;
  const picture = anElement('div', 'mermaid');
  tree.insertText(picture, childNodes.map((child) => (tree.isTextNode(child) ? child.value : '')).join(''));
  tree.insertBefore(pre.parentNode, picture, pre);
  tree.detachNode(pre);
}

/** A line that ends in an element `br` already is no second one. */
function breakLines(parent: Parent): void {
  for (const child of [...parent.childNodes]) {
    if (tree.isTextNode(child) && isProse(parent)) breakText(parent, child);
    else if (tree.isElementNode(child) && !AS_IT_IS.includes(child.tagName) && classOf(child) !== 'mermaid') {
      breakLines(child);
    }
  }
}

/** Text between blocks is the Markdown file's own, and shows as nothing. */
function isProse(parent: Parent): boolean {
  return !['#document-fragment', 'table', 'thead', 'tbody', 'tr', 'ul', 'ol', 'details', 'div'].includes(
    parent.nodeName,
  );
}

function breakText(parent: Parent, text: DefaultTreeAdapterTypes.TextNode): void {
  const before = parent.childNodes[parent.childNodes.indexOf(text) - 1];
  const value = before !== undefined && isBreak(before) ? text.value.replace(/^\n/, '') : text.value;
  const [first = '', ...more] = value.split('\n');
  const pieces = more.flatMap((line) => [anElement('br', ''), tree.createTextNode(line)]);
  for (const piece of [tree.createTextNode(first), ...pieces]) tree.insertBefore(parent, piece, text);
  tree.detachNode(text);
}

function isBreak(node: Child): boolean {
  return tree.isElementNode(node) && node.tagName === 'br';
}

function anElement(name: string, className: string): Element {
  return tree.createElement(name, html.NS.HTML, className === '' ? [] : [{ name: 'class', value: className }]);
}

function classOf({ attrs }: Element): string {
  return attrs.find(({ name }) => name === 'class')?.value ?? '';
}
