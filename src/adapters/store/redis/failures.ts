import { LoopForgeError } from '../../../core/model.ts';
import { isUntrusted, storeFailed, storeUnreachable } from '../shared/index.ts';

/** What to do where Redis refuses, by the word that its answer begins with. */
const ADVICE: { readonly [word: string]: string } = {
  NOAUTH: 'Put the password into the URL.',
  WRONGPASS: 'Check the user and the password.',
  NOPERM: 'The user lacks a command or a key that this store needs; the page on stores lists them.',
  READONLY: 'This server is a replica: connect to its primary.',
  OOM: 'Give it more memory, and keep its maxmemory-policy at noeviction.',
  MISCONF: 'It cannot write to its disk; its own log says why.',
  NOREPLICAS: 'It has fewer replicas than it is to have.',
  WRONGTYPE: 'Keys of this prefix belong to something else: choose another prefix.',
  MOVED: 'This is one node of a cluster: hand in a client that createCluster makes.',
  ASK: 'This is one node of a cluster: hand in a client that createCluster makes.',
};

/** Answers that mean "not now". */
const NOT_NOW = /^(?:LOADING|MASTERDOWN|CLUSTERDOWN|TRYAGAIN|BUSY) |max number of clients/;

/** An answer of Redis begins with a word in capitals; what Node and the client say does not. */
const ANSWER = /^[A-Z]{2,} /;

/** The client refused before it sent anything. */
const NEVER_SENT = /client is (?:closed|offline)|command was aborted|queue is full/;

/** Whether Redis does not know a script (any more), and so has not run it. */
export function isUnknownScript(error: unknown): boolean {
  return wordsOf(error).startsWith('NOSCRIPT');
}

/**
 * What a failure of the client means to a store's caller.
 * @param mayBeWritten whether a write had been handed to the client when it failed
 */
export function redisFailure(error: unknown, store: string, mayBeWritten: boolean): unknown {
  if (error instanceof LoopForgeError || error instanceof TypeError) return error;
  const words = wordsOf(error);
  if (ANSWER.test(words) && !NOT_NOW.test(words)) return storeFailed(store, error, adviceOn(words));
  if (isUntrusted(error))
    return storeFailed(
      store,
      error,
      'Its certificate is not trusted: name its authority in NODE_EXTRA_CA_CERTS, or hand in a client that does.',
    );
  return storeUnreachable(store, error, mayBeWritten && !ANSWER.test(words) && !NEVER_SENT.test(words));
}

/** Before Redis 7 the word stands somewhere behind the one of the script that failed. */
function adviceOn(words: string): string | undefined {
  const word = Object.keys(ADVICE).find((each) => new RegExp(`\\b${each}\\b`).test(words));
  return word === undefined ? undefined : ADVICE[word];
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
