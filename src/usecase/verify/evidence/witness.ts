import { entriesOf, LoopForgeError, type LoopRecord, type Sha, UNAVAILABLE } from '../../../core/model.ts';
import type { StatusEvidence, WitnessEvidence } from '../../../core/verify/index.ts';
import type { VerifiedItem } from './comments.ts';
import type { VerifyPorts } from './ports.ts';

/** Of one item; an issue with more heads has had its share. */
const MAX_HEADS = 20;

/**
 * What the commit statuses say of a record, where the repository has them set. Over many items only those of the last
 * head are read, one request each.
 */
export function witnessOfRecord(ports: VerifyPorts, record: LoopRecord, item: VerifiedItem): Promise<WitnessEvidence> {
  const heads = [...new Set(entriesOf(record).flatMap(({ sha }) => sha ?? []))].reverse();
  return witnessEvidence(ports, ports.runs === undefined ? heads : heads.slice(0, 1), item);
}

/** What they say of a record that is not there. */
export function witnessOfAbsent(ports: VerifyPorts, item: VerifiedItem): Promise<WitnessEvidence> {
  const { pulls } = item.reading.facts;
  return witnessEvidence(ports, pulls === UNAVAILABLE ? [] : pulls.map(({ headSha }) => headSha), item);
}

async function witnessEvidence(
  { github }: VerifyPorts,
  heads: readonly Sha[],
  { reading, law, candidates: { isRecordAuthor } }: VerifiedItem,
): Promise<WitnessEvidence> {
  const { url } = reading.facts;
  const { statusContext: context } = law;
  const statuses: StatusEvidence[] = [];
  try {
    for (const sha of context === '' ? [] : heads.slice(0, MAX_HEADS))
      statuses.push(...(await github.readStatuses(sha)));
  } catch (error) {
    if (!(error instanceof LoopForgeError) || !UNREAD.includes(error.code)) throw error;
    return { statuses: [], problem: error.message, url, context, isRecordAuthor };
  }
  return { statuses, problem: null, url, context, isRecordAuthor };
}

const UNREAD: readonly string[] = ['permission_missing', 'github_unreachable'];
