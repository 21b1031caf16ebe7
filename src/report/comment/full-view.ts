import { entriesOf, type LoopRecord } from '../../core/model.ts';
import { openRefusals } from '../../core/words/index.ts';
import { isWorthDrawing, renderDiagram } from '../markdown/index.ts';
import { folded, forcedBox, violationBox } from './boxes.ts';
import { faceOf } from './face.ts';
import { historyOf } from './history.ts';

/** The whole visible part stays below this, so that the comment has room for the record. @internal */
export const FULL_VIEW_LIMIT = 12_000;
/** For the frame of the history, its heading, its legend and the footer. */
const RESERVE = 1_500;
const FOOTER = '<sub>Kept by LoopForge. Do not edit it: edits are noticed.</sub>';

/**
 * What people see of a record: three lines on where it stands, what is out of order or was forced, and on demand the
 * history. It depends on nothing but the record, holds no outside text unescaped, and never the text that ends the
 * hidden part. What it makes of a record is proof: other words, or another order of them, are another renderer.
 */
export function fullView(record: LoopRecord): string {
  const repoUrl = repoUrlOf(record);
  const open = openRefusals(record);
  const above = [...faceOf(record, open, repoUrl), ...violationBox(record, open), ...forcedBox(record)];
  const diagram = isWorthDrawing(record) ? [folded('Diagram', renderDiagram(record))] : [];
  const used = [...above, ...diagram].join('\n\n').length;
  const count = entriesOf(record).length;
  const summary = `History: ${count} ${count === 1 ? 'entry' : 'entries'}${reopened(record)}`;
  const history = folded(summary, historyOf(record, repoUrl, FULL_VIEW_LIMIT - RESERVE - used));
  return `${[...above, history, ...diagram, FOOTER].join('\n\n')}\n`;
}

function reopened({ head: { cycle } }: LoopRecord): string {
  return cycle === 0 ? '' : `, reopened ${cycle === 1 ? 'once' : `${cycle} times`}`;
}

/** The three lines alone. */
export function shortView(record: LoopRecord): string {
  const open = openRefusals(record);
  return `${faceOf(record, open, repoUrlOf(record)).join('\n\n')}\n`;
}

/** The web address of the repository, as the address of the item begins. */
function repoUrlOf({ ref }: LoopRecord): string {
  return ref.replace(/\/(?:issues|pull)\/\d+$/, '');
}
