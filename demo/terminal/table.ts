import { defaultTreeAdapter as tree } from 'parse5';
import { attributeOf, type Element, runsOf } from './runs.ts';
import { type Line, type Paint, wrap } from './wrap.ts';

const GAP = '  ';

/** A table, its columns aligned; where it is too wide the widest columns are broken into lines. */
export function tableLines(table: Element, width: number, paint: Paint): readonly string[] {
  const rows = descendants(table, 'tr').map(({ childNodes }) => childNodes.filter(tree.isElementNode));
  const columns = Math.max(0, ...rows.map(({ length }) => length));
  const most = (room: number): readonly number[] =>
    Array.from({ length: columns }, (_, column) =>
      Math.max(...rows.map((cells) => widest(cells[column], room, paint))),
    );
  const rooms = fitted(most(Number.POSITIVE_INFINITY), most(1), width - GAP.length * (columns - 1));
  // Broken into lines a cell may need less than it may have.
  const widths = rooms.map((room, column) => most(room)[column] ?? room);
  const lines = rows.map((cells) => rowLines(cells, widths, paint));
  const rule = paint(['dim'], widths.map((one) => '─'.repeat(one)).join(GAP));
  return lines.flatMap((row, index) => (index === 0 ? [...row, rule] : row));
}

/** How wide a cell is where its lines may have so many columns; with 1 that is its longest word. */
function widest(cell: Element | undefined, room: number, paint: Paint): number {
  return cell === undefined ? 0 : Math.max(...wrap(runsOf(cell.childNodes), room, paint).map((line) => line.width));
}

/** Takes from the widest column, again and again, until all fit, or until each is as narrow as its longest word. */
function fitted(natural: readonly number[], least: readonly number[], room: number): readonly number[] {
  const widths = [...natural];
  while (widths.reduce((sum, one) => sum + one, 0) > room) {
    const slack = widths.map((one, column) => (one > (least[column] ?? 0) ? one : 0));
    const most = Math.max(...slack);
    if (most === 0) break;
    widths[slack.indexOf(most)] = most - 1;
  }
  return widths;
}

function rowLines(cells: readonly Element[], widths: readonly number[], paint: Paint): readonly string[] {
  const isHead = cells.some(({ tagName }) => tagName === 'th');
  const wrapped = widths.map((width, column): readonly Line[] => {
    const cell = cells[column];
    return cell === undefined ? [] : wrap(runsOf(cell.childNodes, isHead ? ['bold'] : []), width, paint);
  });
  const height = Math.max(...wrapped.map(({ length }) => length));
  return Array.from({ length: height }, (_, at) =>
    widths
      .map((width, column) => {
        const line = wrapped[column]?.[at] ?? { text: '', width: 0 };
        const room = ' '.repeat(Math.max(0, width - line.width));
        const cell = cells[column];
        return cell !== undefined && attributeOf(cell, 'align') === 'right'
          ? `${room}${line.text}`
          : `${line.text}${room}`;
      })
      .join(GAP)
      .trimEnd(),
  );
}

function descendants(parent: Element, tagName: string): readonly Element[] {
  return parent.childNodes
    .filter(tree.isElementNode)
    .flatMap((child) => (child.tagName === tagName ? [child] : descendants(child, tagName)));
}
