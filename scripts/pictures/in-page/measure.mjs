// Runs in the page: what can be measured of the text as it is shown.
import { faintTexts } from './contrast.mjs';

/** Marks of Markdown and HTML that should have become something else. */
const RAW = /`|\*\*|\]\(|\[!|&#?\w+;|<\/?\w+>/;

export function measure() {
  const box = document.querySelector('.box');
  const body = document.querySelector('.markdown-body, .slack-body');
  return {
    height: box.getBoundingClientRect().height,
    head: headOf(body).map((element) => ({
      name: element.tagName.toLowerCase(),
      text: element.innerText,
      bottom: element.getBoundingClientRect().bottom - box.getBoundingClientRect().top,
    })),
    isTooWide: document.documentElement.scrollWidth > innerWidth,
    cut: cutOff(body),
    broken: [...body.querySelectorAll('.mermaid')].flatMap(({ dataset }) => dataset.broken ?? []),
    raw: proseOf(body).filter((text) => RAW.test(text)),
    faint: faintTexts(body),
  };
}

export function unfold() {
  const folded = document.querySelectorAll('details:not([open])');
  for (const one of folded) one.open = true;
  return folded.length;
}

/** What is read first: the title, the two lines below it, and the first box below them. */
function headOf(body) {
  const blocks = [...body.children];
  const title = blocks.findIndex((block) => /^H[1-6]$/.test(block.tagName));
  const lines = blocks.slice(title + 1).filter((block) => block.tagName === 'P');
  return [blocks[title], ...lines.slice(0, 2), body.querySelector(':scope > .markdown-alert')].filter(Boolean);
}

/**
 * Columns, by their heads, blocks of code and items of a list, by their text, that reach beyond their place: one has to
 * scroll sideways for them.
 */
function cutOff(body) {
  const ends = (one) => Math.floor(one.getBoundingClientRect().right);
  const columns = [...body.querySelectorAll('th')].filter((one) => ends(one) > ends(one.closest('table')));
  const code = [...body.querySelectorAll('pre')].filter((one) => one.scrollWidth > one.clientWidth);
  const items = [...body.querySelectorAll('li')].filter((item) =>
    [item, ...item.querySelectorAll('*')].some((one) => ends(one) > ends(item.parentElement)),
  );
  return [...[...columns, ...items].map((one) => one.innerText), ...code.map(() => 'code')];
}

function proseOf(body) {
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) {
    const { parentElement, data } = walker.currentNode;
    if (parentElement.closest('code, pre, .mermaid') === null) texts.push(data);
  }
  return texts;
}
