import type { Instant, LoopRecord } from '../../core/model.ts';
import { openRefusals } from '../../core/words/index.ts';
import { codeSpan, itemLink, said } from '../markdown/index.ts';
import { titleOf } from '../standing/index.ts';
import { counted, type PageOptions, repositoryHeading, UnreadList } from './records-words.ts';

/** More than this nobody reads in a summary; the output `results` has the rest. */
const MAX_ROWS = 200;
const MAX_SENTENCES = 3;
const SENTENCE_LIMIT = 400;

/** An item as the list tells it. */
export interface ListRow {
  readonly record: LoopRecord;
  readonly since: Instant;
  /** What is out of order, a sentence each. */
  readonly violations: readonly string[];
}

/**
 * The job summary of a list, which takes one item after the other and keeps no record. Holds no outside text unescaped.
 */
export class ListPage {
  readonly #options: PageOptions;
  readonly #rows: string[] = [];
  readonly #unread = new UnreadList();
  #items = 0;
  #outOfOrder = 0;

  constructor(options: PageOptions) {
    this.#options = options;
  }

  add(row: ListRow): void {
    this.#items++;
    if (row.violations.length > 0) this.#outOfOrder++;
    if (this.#rows.length < MAX_ROWS) this.#rows.push(this.#cells(row));
  }

  /** @param problem why its record cannot be read */
  addUnread(id: string, problem: string): void {
    this.#unread.add(id, problem);
  }

  /** @param hasMore the list ends before the last item */
  toMarkdown({ hasMore }: { readonly hasMore: boolean }): string {
    const more = this.#items - this.#rows.length;
    const counts = [
      `${counted(this.#items, 'item')}${hasMore ? ', and there are more than `limit` lets through' : ''}`,
      ...(this.#outOfOrder === 0 ? [] : [`${this.#outOfOrder} out of order`]),
    ];
    const parts = [
      repositoryHeading('list', this.#options),
      counts.join(' · '),
      ...(this.#rows.length === 0 ? [] : [[...HEAD, ...this.#rows].join('\n')]),
      ...(more === 0 ? [] : [`and ${more} more`]),
      ...this.#unread.toMarkdown(),
    ];
    return `${parts.join('\n\n')}\n`;
  }

  #cells({ record, since, violations }: ListRow): string {
    const { ref_number: number, pr_number: pull, ref } = record;
    const { repoUrl } = this.#options;
    const { sign } = titleOf(record, openRefusals(record));
    const kind = number === pull ? 'pull request' : 'issue';
    const item = number === null ? codeSpan(ref) : itemLink(kind, number, repoUrl);
    const own = pull === null || pull === number ? '' : itemLink('pull request', pull, repoUrl);
    const told = violations.slice(0, MAX_SENTENCES).map((sentence) => said(sentence, SENTENCE_LIMIT));
    const rest = violations.length > MAX_SENTENCES ? [`and ${violations.length - MAX_SENTENCES} more`] : [];
    return `| ${sign} ${item} | ${codeSpan(record.state)} | ${since} | ${own} | ${[...told, ...rest].join('<br>')} |`;
  }
}

const HEAD = ['| item | state | since | pull request | out of order |', '|---|---|---|---|---|'];
