import { viewHash } from '../forge.ts';
import { isObject } from '../json.ts';
import type { Random } from '../random.ts';
import { closed, opened } from '../spelling.ts';
import { ODD_TEXTS } from './odd-values.ts';

type Change = (text: string, random: Random) => string;

const AFTER = [
  ' ',
  '\n',
  '\r\n',
  '\r',
  '\t',
  '\n\n  \n',
  'x',
  '\nx',
  '\u00a0',
  '\u2028',
  '\ufeff',
  '\0',
  '\n-->',
  '\n<!--',
];
const BEFORE = ['\ufeff', '{', ' {', '\u00a0{', '\n', '\r\n', '\r', ' ', '<!-- ', '-->', '\u2028', '\0', '[]'];

const CHANGES: readonly Change[] = [
  (text) => text.replaceAll('\n', '\r\n'),
  (text, random) => changedAt(text, '\n', random, () => '\r\n'),
  (text, random) =>
    changedAt(text, '\n', random, () => random.pick(['\r', '', '\n\n', ' \n', '\t\n', '\r\r\n', '\u2028'])),
  (text, random) => text + random.pick(AFTER),
  (text, random) => random.pick(BEFORE) + text,
  (text, random) => text.trimEnd() + random.pick(AFTER),
  (text, random) =>
    text.replace(
      'loopforge:record',
      random.pick([
        'loopforge:segment',
        'LoopForge:record',
        'loopforge:record ',
        'loopforge:records',
        'loopforge: record',
        'loopforge:',
      ]),
    ),
  (text, random) =>
    text.replace(
      '<!-- ',
      random.pick([' <!-- ', '<!--', '<!--  ', '> <!-- ', '```\n<!-- ', 'x\n<!-- ', '\r<!-- ', '<!-- <!-- ', '<!---']),
    ),
  (text, random) =>
    text.replace(
      '\n-->',
      random.pick([
        '\n -->',
        '\n--> -->',
        '\n--->',
        '\n-- >',
        '-->',
        '\n\n-->',
        '\n',
        ' \n-->',
        '\n-->\n-->',
        '\n--!>',
      ]),
    ),
  (text, random) => text.replace(/\n\{/, random.pick(['\n {', '\n\n{', ' {', '\n\t{', '\n[{', '{', '\n\r{'])),
  (text, random) => linesOf(text, random, (lines, at) => lines.splice(at, 1)),
  (text, random) => linesOf(text, random, (lines, at) => lines.splice(at, 0, lines[at] ?? '')),
  (text, random) => linesOf(text, random, (lines, at) => lines.push(...lines.splice(at, 1))),
  (text) => text + text,
  (text, random) => inserted(text, random.pick(ODD_TEXTS), random),
  (text, random) => text.slice(0, random.below(text.length)),
  (text, random) => 'x'.repeat(262_144 - text.length + random.pick([-1, 0, 1])) + text,
];

/** The text around the line, and lines as text: markers, line ends, what stands before and behind. */
export function otherText(text: string, random: Random): string {
  return random.once(3) ? otherVisible(text, random) : random.pick(CHANGES)(text, random);
}

/** Another visible text, the line's hash of it left, or made anew. */
function otherVisible(text: string, random: Random): string {
  const found = opened(text);
  if (found === null || found.visible === null) return text;
  const visible = visibleOf(found.visible, random);
  const head = isObject(found.value) ? found.value['head'] : undefined;
  if (isObject(head) && !random.once(3)) head['view'] = viewHash(visible);
  return closed({ ...found, visible });
}

function visibleOf(visible: string, random: Random): string {
  return random.pick<Change>([
    () => '',
    () => '\n',
    (text) => text.trimEnd(),
    (text) => text.replaceAll('\n', ' \t\r\n'),
    (text) => inserted(text, random.pick([...ODD_TEXTS, ...AFTER, ...BEFORE]), random),
    (text) => `${text}${random.pick(['\n', '\n\n', ' \n', '\r\n', '\u2028\n', '\u00a0\n', 'x'])}`,
    (text) => text.slice(0, random.below(text.length)),
  ])(visible, random);
}

function inserted(text: string, piece: string, random: Random): string {
  const at = random.below(text.length + 1);
  return text.slice(0, at) + piece + text.slice(at);
}

function changedAt(text: string, piece: string, random: Random, make: () => string): string {
  const parts = text.split(piece);
  if (parts.length < 2) return text;
  const at = 1 + random.below(parts.length - 1);
  return parts.slice(0, at).join(piece) + make() + parts.slice(at).join(piece);
}

function linesOf(text: string, random: Random, change: (lines: string[], at: number) => unknown): string {
  const lines = text.split('\n');
  change(lines, random.below(lines.length));
  return lines.join('\n');
}
