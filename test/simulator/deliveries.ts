import { Webhook } from 'standardwebhooks';
import { decodeComment, hasMarker } from '../../src/codec/record/comment.ts';
import { entriesOf } from '../../src/core/record/chain/chain.ts';
import type { Entry } from '../../src/core/record/entry.ts';
import { isTransition } from '../../src/core/record/kind.ts';
import { isTakingIn } from '../../src/core/record/notes.ts';
import { type Arrived, SIGNING_SECRET } from './receivers.ts';
import type { Outcome } from './simulate.ts';

/** What is wrong with what receivers got, held against the chains at the end. */
export function deliveryWrongs(outcome: Outcome): readonly string[] {
  const entries = outcome.items.flatMap((item) => chainOf(outcome, item));
  const chain = new Set(entries.map(({ hash }) => hash));
  const steps = entries.filter(isTransition).map(({ hash }) => hash);
  // An entry that was sent and then overwritten by a writer on a stale base is kept by a note, or named by it.
  const known = new Set(entries.flatMap(hashesIn));
  const { arrived, dispatches, waiting } = outcome;
  const urls = [...new Set(arrived.map(({ url }) => url))];
  const sentTo = (url: string) => arrived.filter((one) => one.url === url);
  return [
    ...(chain.size > 0 && urls.length !== 2 ? [`only ${urls.length} were sent anything`] : []),
    ...urls.flatMap((url) =>
      missing(
        chain,
        sentTo(url)
          .filter(({ isTaken }) => isTaken)
          .map(idOf),
        url,
      ),
    ),
    ...missing(
      new Set(steps),
      dispatches.map(({ hash }) => String(hash)),
      'repository_dispatch',
    ),
    ...arrived.flatMap((one) => (known.has(idOf(one)) ? [] : [`${idOf(one)} is in no chain`])),
    ...dispatches.flatMap(({ hash }) => (known.has(String(hash)) ? [] : [`${hash} was dispatched and is in no chain`])),
    ...arrived.flatMap(unsigned),
    ...waiting.map((what) => `still waiting after the sweep: ${what}`),
  ];
}

function chainOf({ world }: Outcome, item: number): readonly Entry[] {
  const [comment] = world.comments(item).filter(({ body }) => hasMarker(body));
  const decoded = comment === undefined ? null : decodeComment(comment.body);
  return decoded?.kind === 'record' ? entriesOf(decoded.record) : [];
}

function missing(wanted: ReadonlySet<string>, got: readonly string[], to: string): readonly string[] {
  const there = new Set(got);
  return [...wanted].filter((hash) => !there.has(hash)).map((hash) => `${hash} was not delivered to ${to}`);
}

function idOf({ headers }: Arrived): string {
  return headers['webhook-id'] ?? '';
}

/** By the library that receivers use, which takes the time from the headers here: clocks of runners are off. */
function unsigned({ headers, body }: Arrived): readonly string[] {
  const id = headers['webhook-id'] ?? '';
  const at = new Date(Number(headers['webhook-timestamp']) * 1_000);
  const signature = new Webhook(SIGNING_SECRET).sign(id, at, body);
  const isSigned = headers['webhook-signature'] === signature;
  const { id: eventId, data } = JSON.parse(body);
  const isWhole = eventId === id && data.hash === id;
  return isSigned && isWhole ? [] : [`${id} is not signed, or not what it says`];
}

/** The entry's own hash, and those of what it takes in, and of what that takes in. */
function hashesIn(entry: Entry): readonly string[] {
  return isTakingIn(entry) ? [entry.hash, ...entry.was.named, ...entry.was.kept.flatMap(hashesIn)] : [entry.hash];
}
