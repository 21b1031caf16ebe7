import { createGitHub, type GitHub } from '../../adapters/github/github.ts';
import { type Cancellation, systemTimer } from '../../adapters/system/timer.ts';
import type { Actor, SettingsPatch } from '../../core/model.ts';
import type { Endpoints } from '../github/index.ts';

export interface CliRepository {
  readonly owner: string;
  readonly repo: string;
}

export interface CliItem extends CliRepository {
  readonly number: number;
}

/** The numbers of items that were named, by repository, in the order in which they were named. */
export function byRepository(items: readonly CliItem[]): ReadonlyMap<CliRepository, readonly number[]> {
  const known = new Map<string, { readonly repository: CliRepository; readonly numbers: number[] }>();
  for (const { owner, repo, number } of items) {
    const key = `${owner}/${repo}`.toLowerCase();
    const group = known.get(key) ?? { repository: { owner, repo }, numbers: [] };
    group.numbers.push(number);
    known.set(key, group);
  }
  return new Map([...known.values()].map(({ repository, numbers }) => [repository, numbers]));
}

/** How a command line reaches GitHub. */
export interface CliConnection {
  readonly token: string;
  /** The variable that it stands in. */
  readonly tokenName: string;
  readonly endpoints: Endpoints;
  readonly configPath: string;
  readonly configNamed: boolean;
  /** Settings given as arguments. */
  readonly settings: SettingsPatch;
  /** Who started the workflow that this runs in; null: it runs in none. */
  readonly sender: Actor | null;
  /** For people; may be empty of all but what they must know. */
  readonly log: (line: string) => void;
  /** Requests. */
  readonly debug: (line: string) => void;
}

/** The connection to one repository; no request is made before the first call. */
export function connectTo(
  connection: CliConnection,
  { owner, repo }: CliRepository,
  cancellation: Cancellation,
): GitHub {
  const { token, tokenName, endpoints, configPath, log, debug } = connection;
  const { sleep } = systemTimer(cancellation);
  return createGitHub({
    token,
    tokenName,
    apiUrl: endpoints.rest,
    graphqlUrl: endpoints.graphql,
    owner,
    repo,
    configPath,
    log: debug,
    patience: { sleep, tell: log },
  });
}
