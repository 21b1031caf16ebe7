import type { ItemRef, Pull } from './model.ts';
import { fullName, type HubState, type RepoState } from './state.ts';

// The nine keywords of "Linking a pull request to an issue using a keyword" in GitHub's documentation.
// An item may be named by its address too, as "Autolinked references and URLs" there has it.
const SHORT = String.raw`((?:[\w.-]+\/[\w.-]+)?#\d+)`;
const ADDRESS = String.raw`https?:\/\/(?:github\.com|127\.0\.0\.1:\d+)\/([\w.-]+\/[\w.-]+)\/(?:issues|pull)\/(\d+)`;
const KEYWORD = new RegExp(String.raw`\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\s+(?:${SHORT}|${ADDRESS})\b`, 'gi');
const MENTION = new RegExp(String.raw`(?<![\w/])(?:${SHORT}|${ADDRESS})\b`, 'g');

/** Issues that a text says it closes, in order, each once. */
export function closingKeywords(text: string, repo: string): readonly ItemRef[] {
  return refs(text.matchAll(KEYWORD), repo);
}

/** All issues and pull requests that a text names. */
export function mentions(text: string, repo: string): readonly ItemRef[] {
  return refs(text.matchAll(MENTION), repo);
}

/** Takes out of a body whatever says that it closes `target`. */
export function withoutKeyword(text: string, repo: string, target: ItemRef): string {
  return text.replaceAll(KEYWORD, (whole, ...groups: readonly (string | undefined)[]) => {
    const ref = refIn(groups, repo);
    return ref !== null && sameItem(ref, target) ? '' : whole;
  });
}

export function sameItem(a: ItemRef, b: ItemRef): boolean {
  return a.number === b.number && a.repo.toLowerCase() === b.repo.toLowerCase();
}

/**
 * The issues that merging the pull request would close: those linked by hand, and those named by keyword, which
 * GitHub heeds only where the base is the default branch.
 */
export function closingReferences(state: HubState, repo: RepoState, pull: Pull): readonly ItemRef[] {
  const byKeyword = pull.base === repo.defaultBranch ? closingKeywords(pull.body, fullName(repo)) : [];
  const all = [...pull.links, ...byKeyword.filter((ref) => !pull.links.some((link) => sameItem(link, ref)))];
  return all.filter((ref) => state.repos.get(ref.repo)?.items.get(ref.number)?.kind === 'issue');
}

/** The pull requests of all repositories that would close, or by their merge closed, an issue; oldest first. */
export function closingPulls(
  state: HubState,
  issue: ItemRef,
): readonly { readonly repo: RepoState; readonly pull: Pull }[] {
  const found: { readonly repo: RepoState; readonly pull: Pull }[] = [];
  for (const repo of state.repos.values()) {
    for (const pull of repo.items.values()) {
      if (pull.kind !== 'pull') continue;
      if (closingReferences(state, repo, pull).some((ref) => sameItem(ref, issue))) found.push({ repo, pull });
    }
  }
  return found;
}

function refs(matches: Iterable<RegExpMatchArray>, repo: string): readonly ItemRef[] {
  const found: ItemRef[] = [];
  for (const match of matches) {
    const ref = refIn(match.slice(1), repo);
    if (ref !== null && !found.some((seen) => sameItem(seen, ref))) found.push(ref);
  }
  return found;
}

function refIn([short, named, number]: readonly (string | undefined)[], repo: string): ItemRef | null {
  return parseRef(short ?? `${named}#${number}`, repo);
}

function parseRef(text: string, repo: string): ItemRef | null {
  const [name, number] = text.split('#');
  return number === undefined
    ? null
    : { repo: name === '' || name === undefined ? repo : name, number: Number(number) };
}
