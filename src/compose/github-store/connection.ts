import { type BulkGitHub, createGitHub, type GitHub } from '../../adapters/github/github.ts';
import { systemRandom } from '../../adapters/system/system.ts';
import { systemTimer } from '../../adapters/system/timer.ts';
import {
  type EntryWriter,
  LAW_FILE,
  manualEvent,
  outsideWorkflows,
  type Reading,
  type RunRef,
} from '../../core/model.ts';
import { renderRecord, renderSegment } from '../../report/comment/index.ts';
import { GITHUB_ACTIONS_BOT } from '../../usecase/find-record/index.ts';
import type { ItemRequest, Ports } from '../../usecase/item-state/index.ts';
import { CancelSwitch, runNamedIn } from '../github/index.ts';
import type { Pace } from './options.ts';
import type { StorePlace } from './store-place.ts';

/** A store's connection to its repository; no request is made before the first call. */
export class StoreConnection {
  /** The workflow run that this process belongs to; null: none of this repository. */
  readonly run: RunRef | null;
  readonly request: ItemRequest;
  readonly #place: StorePlace;
  readonly #github: GitHub;
  readonly #pace: Pace;
  #bulk: Promise<BulkGitHub> | null = null;
  #viewer: Reading['viewer'] | null = null;

  constructor(place: StorePlace, pace: Pace) {
    const { owner, repo, endpoints, token, log } = place;
    this.#place = place;
    this.#pace = pace;
    this.run = runIn(process.env, place);
    this.#github = createGitHub({
      token,
      tokenName: 'the option `token`',
      owner,
      repo,
      configPath: LAW_FILE,
      apiUrl: endpoints.rest,
      graphqlUrl: endpoints.graphql,
      patience: { sleep: systemTimer(NEVER).sleep, tell: log },
    });
    this.request = {
      event: manualEvent(),
      context: { ...outsideWorkflows(`${owner}/${repo}`), run: this.run },
      ...{ occasion: 'named', assertion: null, inputs: {}, dryRun: false, fork: false, lookOnly: true },
      ...{ configPath: LAW_FILE, configNamed: false },
    };
  }

  /** GitHub, over a client for whoever goes through many items where that was asked for. */
  async github(): Promise<GitHub | BulkGitHub> {
    return this.#pace === 'bulk' ? this.bulk() : this.#github;
  }

  /** The same client at every call: it keeps the pace. */
  bulk(): Promise<BulkGitHub> {
    this.#bulk ??= this.#github.bulk();
    return this.#bulk;
  }

  /** Who writes is told by what was read before. */
  remembering(reading: Reading): Reading {
    this.#viewer = reading.viewer;
    return reading;
  }

  /** The workflow run, or else the account of the token. A job's own token belongs to nobody. */
  writer(): EntryWriter {
    const { id, login } = this.#viewer ?? { id: null, login: '' };
    if (this.run !== null || id === null || id === GITHUB_ACTIONS_BOT) return { actor: null, run: this.run };
    return { actor: { id, login, type: 'Unknown' }, run: null };
  }

  /** What writing needs. */
  async ports(): Promise<Ports> {
    const github = await this.github();
    return {
      github,
      atOnce: github.atOnce,
      locks: github,
      timer: systemTimer(NEVER),
      random: systemRandom,
      isCancelled: NEVER.isRequested,
      log: this.#place.log,
      journal: { note: () => {}, forget: () => {} },
      render: renderRecord,
      renderSegment,
    };
  }
}

const NEVER = new CancelSwitch();

/** A run of another repository has nothing to do with the records here. */
function runIn(env: typeof process.env, { owner, repo, endpoints }: StorePlace): RunRef | null {
  const repository = `${owner}/${repo}`;
  if (env['GITHUB_REPOSITORY']?.toLowerCase() !== repository.toLowerCase()) return null;
  return runNamedIn(env, `${endpoints.server}/${repository}`);
}
