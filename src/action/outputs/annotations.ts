import type { Message, ResultReport } from '../../compose/action/index.ts';

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
    for (const message of messages) {
      const { level } = message;
      if (this.#counts[level]++ < MAX_PER_LEVEL + MAX_QUOTED) this.#kept[level].push({ ...message, number });
    }
  }

  /** What went wrong first, then warnings, then notices. With several results each line names its item. */
  toAnnotations(): readonly Annotation[] {
    const named = this.#results > 1;
    return LEVELS.flatMap((level) => {
      const all = this.#kept[level].map((line) => annotationOf(line, named));
      return capped(all, this.#counts[level]);
    });
  }
}

function annotationOf({ level, code, text, number }: Line, named: boolean): Annotation {
  const name = named && number !== null ? `#${number}: ` : '';
  return { level, title: code === '' ? 'LoopForge' : `LoopForge: ${code}`, message: name + text };
}

function capped(annotations: readonly Annotation[], count: number): readonly Annotation[] {
  const [first] = annotations;
  if (first === undefined || count <= MAX_PER_LEVEL) return annotations;
  const kept = annotations.slice(0, MAX_PER_LEVEL - 1);
  const quoted = annotations.slice(MAX_PER_LEVEL - 1).map((annotation) => annotation.message);
  const unquoted = count - annotations.length;
  const more = unquoted === 0 ? [] : [`… and ${unquoted} that are not shown here.`];
  const message = [`And ${count - kept.length} more:`, ...quoted, ...more].join('\n');
  return [...kept, { level: first.level, title: 'LoopForge', message }];
}
