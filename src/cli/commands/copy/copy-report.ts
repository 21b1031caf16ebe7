import type { LoopForgeError } from '../../../core/model.ts';
import { COPY_OUTCOMES, CopyCounts, type CopyOutcome, type CopyResult, isThere } from '../../../usecase/copy/index.ts';
import { EXIT, type ExitCode, printable, type Terminal, type Tone, textOfLines } from '../../terminal/index.ts';

/** From where to where, as people name it. */
export interface CopyWay {
  readonly from: string;
  readonly to: string;
  readonly dryRun: boolean;
}

/** Prints what came of each record as soon as it is known, so that memory stays flat. */
export interface CopyReport {
  readonly total: number;
  add(result: CopyResult): void;
  /** What ended it before all records were looked at. */
  endWith(error: LoopForgeError): void;
  end(): ExitCode;
}

interface Writer {
  add(result: CopyResult): void;
  end(counts: CopyCounts, error: LoopForgeError | null): void;
}

export function copyReport(terminal: Terminal, order: CopyWay, json: boolean): CopyReport {
  const counts = new CopyCounts();
  const writer = json ? jsonWriter(terminal, order) : textWriter(terminal, order);
  let ended: LoopForgeError | null = null;
  return {
    get total() {
      return counts.total;
    },
    add: (result) => {
      counts.add(result);
      writer.add(result);
    },
    endWith: (error) => {
      ended = error;
    },
    end: () => {
      const isStopped = ended?.code === 'cancelled';
      if (ended !== null && counts.total === 0 && !isStopped) throw ended;
      writer.end(counts, ended);
      if (ended !== null) return isStopped ? EXIT.interrupted : EXIT.unclear;
      return counts.isWhole ? EXIT.fine : EXIT.violation;
    },
  };
}

/** One JSON document, written piece by piece. */
function jsonWriter({ print }: Terminal, { from, to, dryRun }: CopyWay): Writer {
  const about = JSON.stringify({ from, to, dry_run: dryRun });
  let separator = `${about.slice(0, -1)},"results":[\n`;
  return {
    add: (result) => {
      print(`${separator}${JSON.stringify(result)}`);
      separator = ',\n';
    },
    end: (counts, error) => {
      const start = separator.startsWith('{') ? separator : '\n';
      const all = Object.fromEntries(COPY_OUTCOMES.map((outcome) => [outcome, counts.of(outcome)]));
      const ended = error === null ? null : { code: error.code, message: error.message };
      print(`${start}],"counts":${JSON.stringify(all)},"ended":${JSON.stringify(ended)}}\n`);
    },
  };
}

const WORDS: { readonly [outcome in CopyOutcome]: readonly [tone: Tone, words: string, dry: string] } = {
  copied: ['good', 'copied', 'to copy'],
  updated: ['good', 'updated', 'to update'],
  overwritten: ['good', 'overwritten', 'to overwrite'],
  present: ['quiet', 'already there', 'already there'],
  ahead: ['pending', 'ahead there', 'ahead there'],
  differs: ['bad', 'different there', 'different there'],
  damaged: ['bad', 'damaged', 'damaged'],
  refused: ['bad', 'refused', 'refused'],
};

/** A line for each record that the target has not, and the sum. */
function textWriter(terminal: Terminal, { from, to, dryRun }: CopyWay): Writer {
  const wordsFor = (outcome: CopyOutcome): string => WORDS[outcome][dryRun ? 2 : 1];
  return {
    add: (result) => {
      if (isThere(result)) return;
      const { id, outcome, message } = result;
      const [tone] = WORDS[outcome];
      const why = message === null ? '' : `  ${message}`;
      terminal.print(
        textOfLines([[{ tone: 'strong', text: id }, '  ', { tone, text: wordsFor(outcome) }, why]], terminal),
      );
    },
    end: (counts, error) => {
      const found = COPY_OUTCOMES.filter((outcome) => counts.of(outcome) > 0);
      const parts = found.map((outcome) => `${counts.of(outcome)} ${wordsFor(outcome)}`);
      const nothing = error === null ? 'There is no record to copy.' : 'none yet';
      const sum = parts.length === 0 ? nothing : parts.join(', ');
      terminal.print(textOfLines([[`${from} → ${to}: ${sum}`]], terminal));
      if (error === null) return;
      const isStopped = error.code === 'cancelled';
      const why = isStopped
        ? `Stopped after ${counts.total} ${counts.total === 1 ? 'record' : 'records'}, each of which is whole.`
        : `Not all were looked at: ${error.code}: ${error.message}`;
      terminal.tell(printable(why, '\n'));
      terminal.tell('Run the same command again to go on.');
    },
  };
}
