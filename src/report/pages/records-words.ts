import { codeLink, codeSpan, said } from '../markdown/index.ts';

/** Of which repository a page over many records is. */
export interface PageOptions {
  /** `owner/repo` */
  readonly repo: string;
  /** Its web address. */
  readonly repoUrl: string;
}

const MAX_UNREAD = 10;
const SENTENCE_LIMIT = 400;

export function repositoryHeading(command: string, { repo }: Pick<PageOptions, 'repo'>): string {
  return `### LoopForge ${command}: ${codeSpan(repo)}`;
}

export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}

/** Records that cannot be read, for a page over many. */
export class UnreadList {
  readonly #lines: string[] = [];
  #count = 0;

  /** @param problem why, in words */
  add(id: string, problem: string): void {
    this.#count++;
    if (this.#lines.length < MAX_UNREAD) this.#lines.push(`> - ${codeSpan(id)}: ${said(problem, SENTENCE_LIMIT)}`);
  }

  /** Nothing where there is none. */
  toMarkdown(): readonly string[] {
    if (this.#count === 0) return [];
    const title = `> ${counted(this.#count, 'record')} could not be read (${codeLink('record_unreadable')}):`;
    const more = this.#count - this.#lines.length;
    return [['> [!CAUTION]', title, ...this.#lines, ...(more === 0 ? [] : [`> - and ${more} more`])].join('\n')];
  }
}
