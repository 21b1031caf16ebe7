/** Which repository's issues hold the records, and who asks. */
export interface GitHubRepositoryOptions {
  /** A token that may read and write issues; where a workflow runs, its own will do. */
  readonly token: string;
  readonly owner: string;
  readonly repo: string;
  /** Such as `https://ghe.example.com/api/v3`; the default is what the runner names, and else github.com. */
  readonly apiUrl?: string;
  /** For lines about waits and what was tried again; the default is silence. */
  readonly log?: (line: string) => void;
}

/** How a store is worked with: one record now and then, or very many. */
export type Pace = 'single' | 'bulk';
