import { createGitHub, type GitHub } from '../../src/adapters/github/index.ts';
import type { Fetch } from '../../src/adapters/github/transport.ts';
import { LoopForgeError } from '../../src/core/errors.ts';
import type { Draft } from '../../src/core/record/append.ts';
import { lookAt } from '../../src/usecase/look.ts';
import { someContext } from '../core/sample-facts.ts';
import type { Stage } from '../e2e/stage.ts';
import { GITHUB_TOKEN } from '../support/github/identity.ts';
import { isObject, type Json } from '../support/github/json.ts';

/** What a run would do: the entries that it would append, or why it appends none. */
export type Planned =
  | { readonly kind: 'planned'; readonly outcome: string; readonly entries: readonly Draft[] }
  | { readonly kind: 'failed'; readonly code: string };

/** An answer to one of the queries that a run asks. */
export interface Answered {
  readonly query: string;
  readonly data: Json;
  /** The request that it answers. */
  readonly key: string;
}

/** Plans over answers of the fake, one of which may be another one. */
export interface Reader {
  /** Every query that the run asks, in order. */
  readonly answers: readonly Answered[];
  readonly whole: Planned;
  plan(answered: Answered, instead: Json): Promise<Planned>;
}

/** Reads one item as a run does. Answers are remembered: the world stands still. */
export async function readerOf({ fake }: Stage, number: number): Promise<Reader> {
  const remembered = new Map<string, string>();
  const answers: Answered[] = [];
  let instead: { readonly key: string; readonly text: string } | null = null;
  const fetch: Fetch = async (url, { method, headers, body = '' }) => {
    const { pathname, search } = new URL(url);
    const key = `${method} ${pathname}${search} ${body}`;
    const known = remembered.get(key) ?? (await fake.handle({ method, path: pathname + search, headers, body })).body;
    const query = parsed(body)['query'];
    if (!remembered.has(key) && instead === null && typeof query === 'string') {
      answers.push({ query, data: parsed(known)['data'] ?? null, key });
    }
    remembered.set(key, known);
    const text = instead?.key === key ? instead.text : known;
    return {
      status: 200,
      statusText: '',
      url,
      headers: new Map([
        ['date', new Date(fake.world.now()).toUTCString()],
        ['content-type', 'application/json; charset=utf-8'],
      ]),
      text: async () => text,
      arrayBuffer: async () => new TextEncoder().encode(text).buffer,
    };
  };
  const github = createGitHub({
    token: GITHUB_TOKEN,
    apiUrl: 'https://api.github.com',
    graphqlUrl: 'https://api.github.com/graphql',
    owner: 'acme',
    repo: 'widgets',
    configPath: '.github/loopforge.yml',
    fetch,
    patience: { sleep: async () => {}, tell: () => {} },
  });
  const whole = await planOver(github, number);
  return {
    answers,
    whole,
    async plan({ key }, answer) {
      instead = { key, text: JSON.stringify(answer) };
      return planOver(github, number);
    },
  };
}

async function planOver(github: GitHub, number: number): Promise<Planned> {
  try {
    const look = await lookAt(github, ASK, await github.read(number));
    const { outcome, drafts } = look.plan;
    return { kind: 'planned', outcome, entries: [...look.amends.notes, ...drafts] };
  } catch (error) {
    if (error instanceof LoopForgeError) return { kind: 'failed', code: error.code };
    throw error;
  }
}

const ASK = {
  event: { name: 'schedule', action: null, sender: null, payload: {} },
  context: someContext(),
  occasion: 'named',
  assertion: null,
  inputs: {},
  configPath: '.github/loopforge.yml',
  configNamed: false,
  dryRun: false,
} as const;

function parsed(text: string): { readonly [key: string]: Json } {
  const value: Json = JSON.parse(text);
  return isObject(value) ? value : {};
}
