import type { Message, ResultReport } from '../../compose/result/index.ts';
import { withCodePage } from '../../core/outcome/index.ts';

export interface Annotation {
  readonly level: Message['level'];
  readonly title: string;
  readonly message: string;
}

/** The runner keeps ten of each kind per step and drops the rest without a word. */
const MAX_PER_LEVEL = 10;
/** How many of those that find no place are still quoted in the last one. */
const MAX_QUOTED = 200;

const LEVELS = ['error', 'warning', 'notice'] as const;

/** A message, and the item that it is about. */
interface Line extends Message {
  readonly number: number | null;
}

/** Collects what a person should read at the top of the run, however many items there are. */
export class AnnotationList {
  readonly #kept: { readonly [level in Message['level']]: Line[] } = { error: [], warning: [], notice: [] };
  readonly #counts = { error: 0, warning: 0, notice: 0 };
  #results = 0;

  add({ number = null, messages }: ResultReport): void {
    this.#results++;
    for (const message of messages) this.note(message, number);
  }

  /** @param number the item that it is about; null: the run itself */
  note(message: Message, number: number | null = null): void {
    const { level } = message;
    if (this.#counts[level]++ < MAX_PER_LEVEL + MAX_QUOTED) this.#kept[level].push({ ...message, number });
  }

  /** What went wrong first, then warnings, then notices. With several results each line names its item. */
  toAnnotations(): readonly Annotation[] {
    const named = this.#results > 1;
    return LEVELS.flatMap((level) => {
      const lines = this.#kept[level].map((line) => (named ? withNumber(line) : line));
      const count = this.#counts[level];
      if (count <= MAX_PER_LEVEL) return lines.map(annotationOf);
      const shown = lines.slice(0, MAX_PER_LEVEL - 1);
      return [...shown.map(annotationOf), quoting(level, lines.slice(shown.length), count - shown.length)];
    });
  }
}

function withNumber(line: Line): Line {
  return line.number === null ? line : { ...line, text: `#${line.number}: ${line.text}` };
}

function annotationOf({ level, code, text }: Line): Annotation {
  return { level, title: code === '' ? 'LoopForge' : `LoopForge: ${code}`, message: withCodePage(text, code) };
}

/** The one annotation for all that find no place of their own. */
function quoting(level: Message['level'], lines: readonly Line[], count: number): Annotation {
  const unquoted = count - lines.length;
  const more = unquoted === 0 ? [] : [`… and ${unquoted} that are not shown here.`];
  const message = [`And ${count} more:`, ...lines.map(({ text }) => text), ...more].join('\n');
  return { level, title: 'LoopForge', message };
}
