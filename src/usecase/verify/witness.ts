import {
  type Actor,
  entriesOf,
  type LawSettings,
  LoopForgeError,
  type LoopRecord,
  type Reading,
  UNAVAILABLE,
} from '../../core/model.ts';
import {
  checkWitness,
  type Finding,
  type StatusEvidence,
  takenInBy,
  unclear,
  type WitnessOptions,
} from '../../core/verify/index.ts';
import type { VerifyPorts } from './means.ts';

/** Of one item; an issue with more heads has had its share. */
const MAX_HEADS = 20;

interface Whose {
  readonly law: LawSettings;
  readonly isRecordAuthor: (account: Actor | null) => boolean;
}

/**
 * What the commit statuses say of a record, where the repository has them set. Over many items only those of the last
 * head are read, one request each.
 */
export async function checkWitnesses(
  ports: VerifyPorts,
  record: LoopRecord,
  reading: Reading,
  whose: Whose,
): Promise<readonly Finding[]> {
  const entries = entriesOf(record);
  const heads = [...new Set(entries.flatMap(({ sha }) => sha ?? []))].reverse();
  const hashes = new Set([...entries.map(({ hash }) => hash), ...takenInBy(entries)]);
  return witnesses(ports, ports.runs === undefined ? heads : heads.slice(0, 1), hashes, optionsOf(reading, whose));
}

/** What they say of a record that is not there. */
export async function witnessesOf(ports: VerifyPorts, reading: Reading, whose: Whose): Promise<readonly Finding[]> {
  const { pulls } = reading.facts;
  const heads = pulls === UNAVAILABLE ? [] : pulls.map(({ headSha }) => headSha);
  return witnesses(ports, heads, new Set(), optionsOf(reading, whose));
}

function optionsOf({ facts }: Reading, { law, isRecordAuthor }: Whose): WitnessOptions {
  return { url: facts.url, context: law.statusContext, isRecordAuthor };
}

async function witnesses(
  { github }: VerifyPorts,
  heads: readonly string[],
  hashes: ReadonlySet<string>,
  options: WitnessOptions,
): Promise<readonly Finding[]> {
  if (options.context === '') return [];
  const statuses: StatusEvidence[] = [];
  try {
    for (const sha of heads.slice(0, MAX_HEADS)) statuses.push(...(await github.readStatuses(sha)));
  } catch (error) {
    if (!(error instanceof LoopForgeError) || !UNREAD.includes(error.code)) throw error;
    return [unclear('partial_read', null, error.message)];
  }
  return checkWitness(statuses, hashes, options);
}

const UNREAD: readonly string[] = ['permission_missing', 'github_unreachable'];
