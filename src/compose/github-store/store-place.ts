import { LoopForgeError, quote } from '../../core/model.ts';
import { type Endpoints, readEndpoints } from '../github/index.ts';
import type { GitHubRepositoryOptions } from './options.ts';

/** The options of a store, read and checked. */
export interface StorePlace extends Required<Omit<GitHubRepositoryOptions, 'apiUrl'>> {
  readonly endpoints: Endpoints;
}

const NAME = /^[\w.-]+$/;

/** @throws LoopForgeError `input_invalid`, naming the option */
export function checkedOptions(options: GitHubRepositoryOptions): StorePlace {
  const { token, owner, repo, apiUrl, log = () => {} } = options;
  if (typeof token !== 'string' || token.trim() === '') throw wrong('token', 'a token of GitHub');
  for (const [name, value] of Object.entries({ owner, repo })) {
    if (typeof value !== 'string' || !NAME.test(value)) throw wrong(name, 'a name on GitHub', value);
  }
  const env = apiUrl === undefined ? process.env : { GITHUB_API_URL: apiUrl };
  const endpoints = readEndpoints(env, (name, text) =>
    wrong(apiUrl === undefined ? name : 'apiUrl', 'a URL such as https://ghe.example.com/api/v3', text),
  );
  return { token: token.trim(), owner, repo, endpoints, log };
}

function wrong(name: string, accepted: string, value?: unknown): LoopForgeError {
  const found = value === undefined ? '' : `, not ${quote(value)}`;
  return new LoopForgeError('input_invalid', `GitHubRepository: ${name} must be ${accepted}${found}.`);
}
