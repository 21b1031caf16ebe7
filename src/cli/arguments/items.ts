import { readItemReference } from '../../codec/text/index.ts';
import type { CliItem } from '../../compose/cli/index.ts';
import { wrongUse } from './wrong-use.ts';

const REPOSITORY = /^(?<owner>[\w.-]+)\/(?<repo>[\w.-]+)$/;

/** How the items of one command are read. */
export interface ItemReading {
  /** The command, for what is said of wrong use. */
  readonly command: string;
  /** The repository of an item that names none. */
  readonly repo?: string | undefined;
  /** Web address of the GitHub that is asked. */
  readonly server: string;
}

/** The items that the texts name, each once. @throws LoopForgeError `input_invalid` */
export function readItems(texts: readonly string[], how: ItemReading): readonly CliItem[] {
  const items = texts.map((text) => itemFrom(text, how));
  const known = new Set<string>();
  return items.filter(({ owner, repo, number }) => {
    const key = `${owner}/${repo}#${number}`.toLowerCase();
    return !known.has(key) && known.add(key);
  });
}

/** @throws LoopForgeError `input_invalid` */
export function itemFrom(text: string, { command, repo, server }: ItemReading): CliItem {
  const reference = readItemReference(text);
  if (reference === null) throw wrongUse(command, `"${text}" is no item. Write it as owner/repo#42.`);
  if (reference.origin !== null && reference.origin !== new URL(server).origin) {
    throw wrongUse(command, `"${text}" is not on ${server}. Set GITHUB_API_URL to the API of its server.`);
  }
  const repository = reference.repository ?? repo;
  if (repository === undefined)
    throw wrongUse(command, `Which repository is "${text}" in? Write owner/repo#42, or add --repo.`);
  return { ...readRepository(command, repository), number: reference.number };
}

/** @throws LoopForgeError `input_invalid` */
export function readRepository(command: string, text: string): { readonly owner: string; readonly repo: string } {
  const { owner, repo } = REPOSITORY.exec(text)?.groups ?? {};
  if (owner === undefined || repo === undefined) {
    throw wrongUse(command, `"${text}" is no repository. Write it as owner/repo.`);
  }
  return { owner, repo };
}
