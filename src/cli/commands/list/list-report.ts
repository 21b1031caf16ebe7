import type { UnreadRecord } from '../../../compose/sources/index.ts';
import type { LoopRecord } from '../../../core/model.ts';
import { listedItem } from '../../../usecase/query/index.ts';
import { EXIT, type ExitCode, printable, type Terminal, textOfLines } from '../../terminal/index.ts';
import { ListTable, violationLines } from './list-table.ts';

/** Prints each record as soon as it is known, so that memory stays flat. */
export interface ListReport {
  /** How many were listed. */
  readonly count: number;
  add(record: LoopRecord): void;
  addUnread(unread: UnreadRecord): void;
  end(): ExitCode;
}

interface ListReportOptions {
  readonly json: boolean;
  /** Whether what is out of order was asked for: then it is told line by line, and decides the exit code. */
  readonly violations: boolean;
}

export function listReport(terminal: Terminal, { json, violations: asked }: ListReportOptions): ListReport {
  let count = 0;
  let isWrong = false;
  let table: ListTable | null = null;
  return {
    get count() {
      return count;
    },
    add: (record) => {
      count++;
      const item = listedItem(record);
      isWrong ||= asked && item.violations.length > 0;
      if (json) return terminal.print(`${JSON.stringify(item)}\n`);
      const isFirst = table === null;
      table ??= new ListTable(item.item, terminal.columns);
      const first = isFirst ? table.header() : [];
      const lines = table.row(item, record);
      const below = asked ? violationLines(item, terminal.columns) : [];
      terminal.print(textOfLines([...first, ...lines, ...below], terminal));
    },
    addUnread: ({ id, code, problem }) => {
      isWrong = true;
      terminal.tell(printable(`${id}  ${code}: ${problem}`, '\n'));
    },
    end: () => (isWrong ? EXIT.violation : EXIT.fine),
  };
}
