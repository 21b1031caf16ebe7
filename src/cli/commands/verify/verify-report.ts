import type { LoopForgeError } from '../../../core/model.ts';
import type { Verdict, Verification } from '../../../core/verify/index.ts';
import {
  EXIT,
  type ExitCode,
  type Line,
  type Piece,
  printable,
  type Terminal,
  textOfLines,
} from '../../terminal/index.ts';
import { checkLines, findingLines, verdictPiece } from './verify-text.ts';

/** What came of one item or file. */
export interface Verified {
  readonly item: string;
  readonly verdict: Verdict;
  /** Null: it could not be looked at, and the error says why. */
  readonly verification: Verification | null;
  readonly error: LoopForgeError | null;
}

/** Prints each verification as soon as it is there, so that memory stays flat. */
export interface Report {
  add(verified: Verified): void;
  /** Trouble that is no single item's: what was not looked at until then never will be. */
  endWith(error: LoopForgeError): void;
  /** Prints what is to be said of all of them. @throws the error that ended it, where there was nothing before */
  end(): ExitCode;
}

const WORST_FIRST: readonly Verdict[] = ['FAIL', 'INCONCLUSIVE', 'PASS'];
const EXIT_CODES = { PASS: EXIT.fine, FAIL: EXIT.violation, INCONCLUSIVE: EXIT.unclear } as const;

export function verifyReport(terminal: Terminal, json: boolean): Report {
  const counts = { PASS: 0, FAIL: 0, INCONCLUSIVE: 0 };
  const write = json ? jsonWriter(terminal) : textWriter(terminal);
  let trouble: LoopForgeError | null = null;
  return {
    add: (verified) => {
      counts[verified.verdict]++;
      write.add(verified);
    },
    endWith: (error) => {
      trouble ??= error;
    },
    end: () => {
      const found = WORST_FIRST.find((one) => counts[one] > 0);
      if (trouble !== null && found === undefined) throw trouble;
      const verdict = trouble !== null && found !== 'FAIL' ? 'INCONCLUSIVE' : (found ?? 'PASS');
      write.end(verdict, counts, trouble);
      return EXIT_CODES[verdict];
    },
  };
}

type Counts = { readonly [verdict in Verdict]: number };

interface Writer {
  add(verified: Verified): void;
  end(verdict: Verdict, counts: Counts, trouble: LoopForgeError | null): void;
}

/** One JSON document, written piece by piece. */
function jsonWriter({ print }: Terminal): Writer {
  let separator = '{"results":[\n';
  return {
    add: ({ item, verdict, verification, error }) => {
      const failure = error === null ? {} : { error: { code: error.code, message: error.message } };
      print(`${separator}${JSON.stringify({ item, verdict, ...verification, ...failure })}`);
      separator = ',\n';
    },
    end: (verdict, counts, trouble) => {
      const start = separator.startsWith('{') ? separator : '\n';
      const { code, message } = trouble ?? {};
      const ended = trouble === null ? '' : `,"ended":${JSON.stringify({ code, message })}`;
      print(`${start}],"verdict":"${verdict}","counts":${JSON.stringify(counts)}${ended}}\n`);
    },
  };
}

/** A line for each; of a single one also which checks ran, and which did not and why. */
function textWriter(terminal: Terminal): Writer {
  const { tell } = terminal;
  const print = (lines: readonly Line[]): void => terminal.print(textOfLines(lines, terminal));
  let last: Verified | null = null;
  let total = 0;
  const notRun = new Map<string, number>();
  return {
    add: (verified) => {
      last = verified;
      total++;
      const { item, verification, error } = verified;
      const why = error === null ? '' : `  ${error.code}: ${error.message}`;
      const codes = verification?.codes.length ? `  ${verification.codes.join(', ')}` : '';
      print([[{ tone: 'strong', text: item }, '  ', verdictPiece(verified.verdict), `${codes}${why}`]]);
      if (verification === null) return;
      print(findingLines(verification));
      for (const { name, ran, why: reason } of verification.checks) {
        const key = `${name}: ${reason}`;
        if (!ran) notRun.set(key, (notRun.get(key) ?? 0) + 1);
      }
    },
    end: (_, counts, trouble) => {
      if (trouble !== null) tell(printable(`Not all were looked at: ${trouble.code}: ${trouble.message}`, '\n'));
      if (total === 1 && last?.verification != null) print(checkLines(last.verification));
      if (total === 1) return;
      print([[], sumLine(total, counts)]);
      print([...notRun].map(([check, count]) => [`not run (${count} of ${total}): ${check}`]));
    },
  };
}

function sumLine(total: number, counts: Counts): Line {
  if (total === 0) return ['There is no record to verify.'];
  const parts = WORST_FIRST.toReversed().flatMap((one): readonly Piece[] =>
    counts[one] > 0 ? [', ', `${counts[one]} `, verdictPiece(one)] : [],
  );
  return [`${total} records: `, ...parts.slice(1)];
}
