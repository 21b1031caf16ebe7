import { clientOver } from '../../src/adapters/github/client/client.ts';
import { Session } from '../../src/adapters/github/client/session.ts';
import { type BulkGitHub, bulkOver } from '../../src/adapters/github/github.ts';
import { CALLS } from '../../src/core/ports/retry-policy.ts';
import { LoopForgeError } from '../../src/core/values/errors.ts';
import type { SettingsPatch } from '../../src/core/values/settings.ts';
import type { Json } from '../support/github/json.ts';
import type { FakeGitHub } from '../support/github/server/harness.ts';
import { type Came, carryOut, type Deed } from './deeds.ts';
import { type Answered, Playback } from './playback.ts';
import { Known, Shortcut } from './shortcut.ts';

/** Does a deed over answers of the fake, one of which may be another one. */
export interface Reader {
  /** Every query that the deed asks, in order. */
  readonly answers: readonly Answered[];
  readonly whole: readonly Came[];
  tryOut(answered: Answered, instead: Json): Promise<readonly Came[]>;
}

export interface ReaderOptions {
  readonly deed: Deed;
  readonly settings: SettingsPatch;
  /** Lists come member by member, so that few members make several pages. */
  readonly shortPages: boolean;
}

/** Reads as a run does. The world stands still, so that each answer is asked for once. */
export async function readerOf(fake: FakeGitHub, { deed, settings, shortPages }: ReaderOptions): Promise<Reader> {
  const playback = new Playback(fake, { shortPages });
  const shortcut = new Shortcut(playback, await githubOver(playback));
  const hands = { github: shortcut.github, settings };
  const whole = await carryOut(deed, hands);
  const answers = [...playback.answers];
  return {
    answers,
    whole,
    async tryOut({ key }, instead) {
      playback.replace(key, instead);
      shortcut.begin();
      return shortcut.end(await carryOut(deed, hands).catch(nothing), whole);
    },
  };
}

async function githubOver(playback: Playback): Promise<BulkGitHub> {
  const quiet = () => {};
  const client = clientOver(playback, {
    token: '',
    tokenName: 'GITHUB_TOKEN',
    apiUrl: 'https://api.github.com',
    graphqlUrl: 'https://api.github.com/graphql',
    fetch: () => Promise.reject(new Error('nothing is sent')),
    userAgent: '',
    log: quiet,
    patience: { sleep: async () => {}, tell: quiet },
    calls: CALLS,
  });
  return bulkOver(new Session({ client, owner: 'acme', repo: 'widgets', configPath: '.github/loopforge.yml' }));
}

/** An error of ours, or a deed that was known to need no end. */
function nothing(error: unknown): readonly Came[] {
  if (error instanceof LoopForgeError || error instanceof Known) return [];
  throw error;
}
