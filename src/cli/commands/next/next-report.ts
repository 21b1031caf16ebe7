import type { NextTold } from '../../../compose/next/index.ts';
import type { ErrorCode } from '../../../core/model.ts';
import { EXIT, type ExitCode, printable, type Terminal, textOfLines } from '../../terminal/index.ts';
import { nextLines } from './next-text.ts';

/** Prints each item as soon as it is known. */
export interface NextReport {
  add(told: NextTold): void;
  /** One that could not be looked at. */
  fail(item: string, code: ErrorCode, message: string): void;
  end(): ExitCode;
}

export function nextReport(terminal: Terminal, json: boolean): NextReport {
  let hasViolation = false;
  let isUnclear = false;
  let count = 0;
  return {
    add: (told) => {
      const { next } = told;
      hasViolation ||= next.violations.length > 0;
      // What was not judged is not in order: it is not known.
      isUnclear ||= next.outcome === 'deferred' && next.state === null;
      if (json) terminal.print(`${JSON.stringify(next)}\n`);
      else terminal.print(textOfLines([...(count === 0 ? [] : [[]]), ...nextLines(told, terminal.columns)], terminal));
      count++;
    },
    fail: (item, code, message) => {
      isUnclear = true;
      if (json) terminal.print(`${JSON.stringify({ item, error: { code, message } })}\n`);
      else terminal.tell(printable(`${item}  ${code}: ${message}`, '\n'));
    },
    end: () => (hasViolation ? EXIT.violation : isUnclear ? EXIT.unclear : EXIT.fine),
  };
}
