import { type Answer, known, type Page, pagedItem, type RepoView, repoOf } from '../../../codec/github/index.ts';
import { type PagedItem, UNAVAILABLE } from '../../../core/model.ts';
import { LostAnswerError, type Session } from '../client/index.ts';
import { LIST_ISSUES_QUERY, LIST_PULLS_QUERY, type Query } from '../queries/index.ts';
import { PageSize } from './page-size.ts';
import { configExpression } from './read.ts';

/**
 * All items of a repository, page by page, so that memory stays flat: issues and pull requests in the order of their
 * creation, which nothing changes that happens to them while the list is read. One that the list does not show whole
 * is given by its number; a place of the list with nothing in it ends the list, once all others were given.
 */
export async function* listItems(session: Session): AsyncGenerator<PagedItem> {
  const listing = new Listing(session);
  yield* byCreation(listing.itemsOf(LIST_ISSUES_QUERY), listing.itemsOf(LIST_PULLS_QUERY));
  listing.refuseHoles();
}

/** The pages of one list, and what they have in common. */
class Listing {
  readonly #session: Session;
  readonly #size = new PageSize();
  readonly #holes: Answer[] = [];
  #repo: RepoView | null = null;

  constructor(session: Session) {
    this.#session = session;
  }

  async *itemsOf(query: Query): AsyncGenerator<PagedItem, void> {
    let after: string | null = null;
    do {
      const { repo, page } = await this.#pageOf(query, after);
      for (const node of page.nodes) {
        const item = known(() => pagedItem(repo, node));
        if (item === UNAVAILABLE) this.#holes.push(node);
        else yield item;
      }
      after = page.next;
    } while (after !== null);
  }

  /** @throws Hole where a page lacked an item: it may have a record */
  refuseHoles(): void {
    this.#holes[0]?.lacking();
  }

  /** A page that is too much for GitHub is asked for again in a smaller size. */
  async #pageOf(query: Query, after: string | null): Promise<{ readonly repo: RepoView; readonly page: Page }> {
    for (;;) {
      try {
        const { data, at, isCut } = await this.#ask(query, after);
        if (isCut && this.#size.shrink()) continue;
        this.#repo ??= repoOf(data, at, this.#session.name);
        this.#size.answered();
        return { repo: this.#repo, page: data.at('repository').pageWithHoles('items') };
      } catch (error) {
        if (!(error instanceof LostAnswerError) || !this.#size.shrink()) throw error;
      }
    }
  }

  /** The config file is the same for all, so it is asked for once. */
  #ask(query: Query, after: string | null) {
    const begin = this.#repo === null;
    const config = configExpression(this.#session);
    return this.#session.ask(query, { config, begin, count: this.#size.count, after });
  }
}

/** Two lists in the order of creation as one. Of two items of one second the one with the lower number is the first. */
async function* byCreation(
  one: AsyncGenerator<PagedItem, void>,
  other: AsyncGenerator<PagedItem, void>,
): AsyncGenerator<PagedItem, void> {
  let [first, second] = [await one.next(), await other.next()];
  while (first.done !== true || second.done !== true) {
    if (second.done === true || (first.done !== true && isOlder(first.value, second.value))) {
      if (first.done !== true) yield first.value;
      first = await one.next();
    } else {
      yield second.value;
      second = await other.next();
    }
  }
}

function isOlder(one: PagedItem, other: PagedItem): boolean {
  return one.createdAt === other.createdAt ? one.number < other.number : one.createdAt < other.createdAt;
}
