import { USER_TOKEN_PREFIX } from '../support/github/identity.ts';

export interface CliOptions {
  /** A fake GitHub that listens; without one nobody answers. */
  readonly api?: { readonly apiUrl: string; readonly graphqlUrl: string };
  /** Whose token it is: of the admin when it is left out, empty for none. */
  readonly as?: string;
  readonly env?: { readonly [name: string]: string };
  readonly input?: string;
  /** Its terminal shows colours. */
  readonly colors?: boolean;
  /** Its standard output is a terminal. */
  readonly screen?: boolean;
  /** How wide its terminal is; 80 columns when left out. */
  readonly columns?: number;
  /** Where it is started. */
  readonly folder?: string;
}

export interface CliResult {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export type Cli = (args: readonly string[], options?: CliOptions) => Promise<CliResult>;

/** What the process is given of an environment. */
export function envOf({ api, as = 'octocat', env = {} }: CliOptions): { readonly [name: string]: string } {
  return {
    PATH: process.env['PATH'] ?? '',
    GITHUB_TOKEN: as === '' ? '' : `${USER_TOKEN_PREFIX}${as}`,
    GITHUB_API_URL: api?.apiUrl ?? 'http://127.0.0.1:9',
    GITHUB_GRAPHQL_URL: api?.graphqlUrl ?? 'http://127.0.0.1:9/graphql',
    GITHUB_SERVER_URL: 'https://github.com',
    ...env,
  };
}
