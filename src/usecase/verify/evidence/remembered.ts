import { releasedLifecycle } from '../../../codec/lifecycle/index.ts';
import { entriesOf, type LoopRecord } from '../../../core/model.ts';
import { type CheckEvidence, keyOfPull, pullsToAsk } from '../../../core/verify/index.ts';
import type { Candidate } from './candidates.ts';
import type { VerifiedItem } from './comments.ts';
import { historyEvidence } from './history.ts';
import type { VerifyPorts } from './ports.ts';
import { witnessOfRecord } from './witness.ts';

/** An item with its record, the sealed parts in place where they could be read. */
export interface RecordedItem extends VerifiedItem {
  readonly candidates: VerifiedItem['candidates'] & { readonly chosen: Candidate };
  readonly record: LoopRecord;
}

/** What GitHub remembers by itself: edit history, timeline, pull requests and statuses. One request where it fits. */
export async function rememberedEvidence(
  ports: VerifyPorts,
  item: RecordedItem,
): Promise<Pick<CheckEvidence, 'history' | 'timeline'>> {
  const { github } = ports;
  const { record, candidates } = item;
  const { facts } = item.reading;
  const { chosen, continued, isRecordAuthor } = candidates;
  const entries = entriesOf(record);
  const names = pullsToAsk(entries, { facts, lifecycleOf: releasedLifecycle });
  const { comment } = chosen;
  const { timeline, pulls, revisions } = await github.readEvidence(facts.number, { comment, pulls: names });
  const history = await historyEvidence(github, record, candidates, revisions);
  const comments = { since: (continued[0] ?? chosen).comment.createdAt, openedAt: facts.createdAt, isRecordAuthor };
  const shown = {
    facts,
    pulls: new Map(names.map((name, index) => [keyOfPull(name), pulls[index] ?? null] as const)),
    lifecycleOf: releasedLifecycle,
    witness: await witnessOfRecord(ports, record, item),
  };
  return { history, timeline: { timeline, entries, ...comments, ...shown } };
}
