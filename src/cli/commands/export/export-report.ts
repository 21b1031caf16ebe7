import type { ExportOrder, ExportOutcome } from '../../../compose/export/index.ts';
import type { UnreadRecord } from '../../../compose/sources/index.ts';
import type { LoopForgeError } from '../../../core/model.ts';
import { EXIT, type ExitCode, printable, type Terminal } from '../../terminal/index.ts';
import type { ExportOptions } from './read-order.ts';

/** More of them are counted, and told as JSON. */
const MOST_TOLD = 20;

/** Says what an export came to: on standard error, since the export itself may be on standard output. */
export class ExportReport {
  readonly #terminal: Terminal;
  readonly #order: ExportOrder;
  readonly #options: ExportOptions;
  readonly #unread: { readonly id: string; readonly problem: string }[] = [];

  constructor(terminal: Terminal, order: ExportOrder, options: ExportOptions) {
    this.#terminal = terminal;
    this.#order = order;
    this.#options = options;
  }

  /** Told at once, whatever comes after. */
  addUnread({ id, problem }: UnreadRecord): void {
    this.#unread.push({ id, problem });
    if (this.#unread.length <= MOST_TOLD) this.#tell(`${id} is not in the export: ${problem}`);
  }

  end(outcome: ExportOutcome): ExitCode {
    const { records, entries, since, watermark } = outcome;
    if (this.#options.json) this.#json({ records, entries, since, watermark, ended: null });
    else for (const line of this.#lines(outcome)) this.#tell(line);
    return this.#unread.length > 0 ? EXIT.violation : EXIT.fine;
  }

  /** @throws the error, where it is still to be told */
  endWith(error: LoopForgeError): ExitCode {
    const { code, message } = error;
    const none = { records: null, entries: null, since: null, watermark: null };
    if (this.#options.json) this.#json({ ...none, ended: { code, message } });
    if (code !== 'cancelled') {
      if (!this.#options.json) throw error;
      return EXIT.unclear;
    }
    if (!this.#options.json) this.#tell(`Stopped. ${message}`);
    return EXIT.interrupted;
  }

  #json(told: object): void {
    const { outputFile: file = null, dryRun: dry_run = false } = this.#options;
    const text = JSON.stringify({ file, format: this.#order.format, dry_run, ...told, unreadable: this.#unread });
    // Standard output belongs to the export where that is printed.
    if (file === null && !dry_run) this.#terminal.tell(text);
    else this.#terminal.print(`${text}\n`);
  }

  #lines(outcome: ExportOutcome): readonly string[] {
    const { records, entries, before } = outcome;
    const { outputFile, dryRun } = this.#options;
    const counts = `${counted(records, 'record', 'records')}, ${counted(entries, 'entry', 'entries')}`;
    const place = outputFile === undefined ? '' : ` in ${outputFile}`;
    const sum = dryRun ? `${counts} would be exported; nothing was written.` : `${counts}${place}.`;
    const earlier =
      before === 0 ? [] : [`Of these an earlier run had written ${counted(before, 'record', 'records')}.`];
    return [sum, ...earlier, ...this.#unreadLines(outcome), ...this.#watermarkLines(outcome)];
  }

  #unreadLines({ since }: ExportOutcome): readonly string[] {
    const count = this.#unread.length;
    if (count === 0) return [];
    const from = since === null ? '' : ' and the "--since" of this one';
    const isOne = count === 1;
    const later = `Once ${isOne ? 'it is' : 'they are'} mended, export ${isOne ? 'it' : 'them'} by name${from}: what goes on from here leaves ${isOne ? 'its' : 'their'} older entries out.`;
    return [`${counted(count, 'record', 'records')} could not be read. ${later}`];
  }

  #watermarkLines({ watermark, isMoved }: ExportOutcome): readonly string[] {
    const { watermark: path, dryRun } = this.#options;
    if (watermark === null || dryRun) return [];
    const moved = `Very many entries were recorded lately, so that the next export begins later than it should: entries that bear a moment before ${watermark.split('+')[0]} and are not there yet will be in none.`;
    const next = path === undefined ? `Go on from here with --since ${watermark}` : `${path} says where to go on from.`;
    return [...(isMoved ? [moved] : []), next];
  }

  #tell(line: string): void {
    this.#terminal.tell(printable(line));
  }
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
