import { createRequire } from 'node:module';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { type DefaultTreeAdapterMap, parseFragment } from 'parse5';

type Node = DefaultTreeAdapterMap['node'];

interface CommonMark {
  readonly Parser: new () => { parse(text: string): object };
  readonly HtmlRenderer: new () => { render(document: object): string };
}
const require = createRequire(import.meta.url);
// The package brings no types of its own.
const commonmark: CommonMark = require('commonmark');

/** One element of a rendered text; `text` is what it shows, its children's included. */
interface Shown {
  readonly name: string;
  readonly attributes: { readonly [name: string]: string };
  readonly text: string;
}

/** What a browser makes of a Markdown text. */
export interface Rendering {
  readonly comments: readonly string[];
  readonly elements: readonly Shown[];
  /** Text outside `code` and `pre`, where a mention or a reference would count. */
  readonly prose: string;
  /** All text that shows. */
  readonly text: string;
}

/** The text through two Markdown parsers (GitHub's dialect and plain CommonMark) and an HTML parser. */
export function renderings(markdown: string): { readonly gfm: Rendering; readonly commonmark: Rendering } {
  const html = micromark(markdown, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] });
  const plain = new commonmark.HtmlRenderer().render(new commonmark.Parser().parse(markdown));
  return { gfm: read(html), commonmark: read(plain) };
}

function read(html: string): Rendering {
  const comments: string[] = [];
  const elements: Shown[] = [];
  let prose = '';
  const walk = (node: Node, inCode: boolean): string => {
    if (node.nodeName === '#comment' && 'data' in node) comments.push(node.data);
    if (node.nodeName === '#text' && 'value' in node) {
      if (!inCode) prose += node.value;
      return node.value;
    }
    const isCode = inCode || node.nodeName === 'code' || node.nodeName === 'pre';
    const children = 'childNodes' in node ? node.childNodes : [];
    const at = elements.length;
    const text = children.map((child) => walk(child, isCode)).join('');
    if ('attrs' in node) {
      const attributes = Object.fromEntries(node.attrs.map(({ name, value }) => [name, value]));
      elements.splice(at, 0, { name: node.tagName, attributes, text });
    }
    return text;
  };
  const text = walk(parseFragment(html), false);
  return { comments, elements, prose, text };
}
