import type { CliConnection } from '../../compose/cli/index.ts';
import { readEndpoints } from '../../compose/github/index.ts';
import { type Actor, LAW_FILE, LoopForgeError, trustedAccountId } from '../../core/model.ts';
import { printable, type Terminal } from '../terminal/index.ts';

/** What the options say of how to reach GitHub. */
export interface ConnectionOptions {
  readonly config?: string | undefined;
  readonly trustedAuthor?: readonly string[] | undefined;
  readonly debug?: boolean | undefined;
}

/**
 * How to reach GitHub: token and host from the environment, the rest from the arguments.
 * @throws LoopForgeError `token_missing`, `input_invalid`
 */
export function readConnection(options: ConnectionOptions, terminal: Terminal): CliConnection {
  const { env } = terminal;
  const tokenName = ['GITHUB_TOKEN', 'GH_TOKEN'].find((name) => env[name]?.trim());
  const token = env[tokenName ?? '']?.trim();
  if (tokenName === undefined || token === undefined) {
    throw new LoopForgeError('token_missing', 'There is no token. Put one into GITHUB_TOKEN or GH_TOKEN.');
  }
  const { config = LAW_FILE, trustedAuthor: authors = [], debug = false } = options;
  return {
    token,
    tokenName,
    endpoints: readEndpoints(env, noUrl),
    configPath: config,
    configNamed: config !== LAW_FILE,
    settings: authors.length === 0 ? {} : { trustedAuthors: authors.map(checkedId) },
    sender: senderOf(env),
    log: (line) => terminal.tell(printable(line)),
    debug: debug ? (line) => terminal.tell(printable(line)) : () => {},
  };
}

function checkedId(text: string): string {
  if (/^[1-9]\d{0,15}$/.test(text)) return text;
  throw new LoopForgeError(
    'input_invalid',
    `"--trusted-author" must be the numeric id of an account, not "${text}". GitHub tells it at /users/<login>.`,
  );
}

function noUrl(name: string, text: string): LoopForgeError {
  return new LoopForgeError('input_invalid', `${name} must be a URL, not "${text}".`);
}

/** In a workflow: who started it. A job's own token belongs to nobody who could be named. */
function senderOf(env: Terminal['env']): Actor | null {
  const { GITHUB_ACTIONS: inActions, GITHUB_ACTOR: login, GITHUB_ACTOR_ID: id } = env;
  return inActions === 'true' && login && id ? { id: trustedAccountId(id), login, type: 'User' } : null;
}
