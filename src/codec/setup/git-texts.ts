/** What of Git's own files tells which branch is the default one. */
export interface BranchTexts {
  /** `refs/remotes/origin/HEAD`; null: there is none, as in a repository that was not cloned. */
  readonly originHead: string | null;
  /** `HEAD`. */
  readonly head: string | null;
  /** The branches that there are. */
  readonly branches: readonly string[];
}

/** The default branch, where Git can tell: the origin's, or the only one that there is. Null: it cannot. */
export function defaultBranchOf({ originHead, head, branches }: BranchTexts): string | null {
  const ofOrigin = /^ref: refs\/remotes\/origin\/(?<name>\S+)\s*$/.exec(originHead ?? '')?.groups?.['name'];
  if (ofOrigin !== undefined) return ofOrigin;
  // Where Git keeps its references in a table, `HEAD` names one that cannot be.
  const current = /^ref: refs\/heads\/(?<name>[^.\s]\S*)\s*$/.exec(head ?? '')?.groups?.['name'] ?? null;
  return branches.every((branch) => branch === current) ? current : null;
}

/** The branches that `packed-refs` names. */
export function packedBranches(text: string): readonly string[] {
  return [...text.matchAll(/^[0-9a-f]+ refs\/heads\/(\S+)$/gm)].map(([, name = '']) => name);
}

/** The host of the remote `origin` in Git's config file; null: there is no such remote, or it is a folder. */
export function originHost(config: string): string | null {
  const section = /^\[remote "origin"\]\s*$(?<lines>(?:\n(?!\s*\[).*)*)/m.exec(config)?.groups?.['lines'] ?? '';
  const url = /^\s*url\s*=\s*"?(?<url>[^"\n]+?)"?\s*$/m.exec(section)?.groups?.['url'] ?? '';
  // `git@github.com:owner/repo.git`; a letter and a colon would be a drive of Windows.
  const short = /^(?:[^@/:]+@)?(?<host>[^/:]{2,}):(?!\/\/)/.exec(url)?.groups?.['host'];
  const host = short ?? (URL.canParse(url) ? new URL(url).hostname : '');
  return host === '' ? null : host.toLowerCase();
}

/**
 * Whether a host is github.com: itself, its door for SSH behind a firewall, or a name that a person gave one of several
 * keys (`github.com-work`, `work`), which says nothing else.
 */
export function isGitHubCom(host: string): boolean {
  return /^(?:ssh\.|www\.)?github\.com(?:-.*)?$/.test(host) || !host.includes('.');
}
