import { readItemReference } from '../../codec/text/index.ts';
import type { CliItem } from '../../compose/cli/index.ts';
import { type GivenArguments, wrongUse } from '../arguments/index.ts';

const REPOSITORY = /^(?<owner>[\w.-]+)\/(?<repo>[\w.-]+)$/;

/**
 * The items that the arguments name, each once.
 * @param server web address of the GitHub that is asked
 * @throws LoopForgeError `input_invalid`
 */
export function readItems(command: string, given: GivenArguments, server: string): readonly CliItem[] {
  const fallback = given.text('repo');
  const items = given.positionals.map((text) => readItem(command, text, fallback, server));
  const known = new Set<string>();
  return items.filter(({ owner, repo, number }) => {
    const key = `${owner}/${repo}#${number}`.toLowerCase();
    return !known.has(key) && known.add(key);
  });
}

/** The one item of a command that takes one. @throws LoopForgeError `input_invalid` */
export function readOneItem(command: string, given: GivenArguments, server: string): CliItem {
  const [item, ...more] = readItems(command, given, server);
  if (item === undefined) throw wrongUse(command, 'Which item? Write it as owner/repo#42.');
  if (more.length > 0) throw wrongUse(command, 'This takes one item at a time.');
  return item;
}

function readItem(command: string, text: string, fallback: string | null, server: string): CliItem {
  const reference = readItemReference(text);
  if (reference === null) throw wrongUse(command, `"${text}" is no item. Write it as owner/repo#42.`);
  if (reference.origin !== null && reference.origin !== new URL(server).origin) {
    throw wrongUse(command, `"${text}" is not on ${server}. Set GITHUB_API_URL to the API of its server.`);
  }
  const repository = reference.repository ?? fallback;
  if (repository === null)
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
