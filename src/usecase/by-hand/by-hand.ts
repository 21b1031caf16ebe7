import {
  type Actor,
  type Instant,
  LoopForgeError,
  NO_TRAITS,
  type Reading,
  type Stamp,
  WAITS,
} from '../../core/model.ts';
import { editable, GITHUB_ACTIONS_BOT, type StoredRecord } from '../find-record/index.ts';
import type { ItemRequest, ItemState, Ports } from '../item-state/index.ts';

/** What a change by a person is stamped with: no step is taken, so no lifecycle is named, and no run speaks for it. */
export function manualStamp({ random }: Ports, at: Instant): Stamp {
  return { recordedAt: at, run: null, lifecycle: null, settings: null, random, traitsOf: NO_TRAITS };
}

/**
 * Who makes the change: the account that the token belongs to; with a job's own token whoever started the workflow.
 * @throws LoopForgeError `permission_missing` where neither is known.
 */
export function actingPerson({ viewer }: Pick<Reading, 'viewer'>, { event }: Pick<ItemRequest, 'event'>): Actor {
  const { login, id } = viewer;
  if (id !== null && id !== GITHUB_ACTIONS_BOT && login !== '') return { id, login, type: 'User' };
  if (event.sender !== null) return event.sender;
  throw new LoopForgeError(
    'permission_missing',
    'A change by hand names the person who made it, and this token belongs to none. Use a personal token.',
  );
}

/**
 * No run heeds the lock of a person, and a write can arrive when its lock is long gone: a run that had read the record
 * before may write over the change. So nothing is claimed until each such write has arrived; then the record is looked
 * at again.
 */
export async function waitForOtherLocks({ timer, log }: Ports, ms: number): Promise<void> {
  if (ms === WAITS.byHandMs[0]) log(`Waiting ${ms / 1000} s to see that no run that had begun before writes over it.`);
  await timer.sleep(ms);
}

/** @throws LoopForgeError `record_not_found` */
export function storedIn({ found, reading }: Pick<ItemState, 'found' | 'reading'>): StoredRecord {
  if (found.stored !== null) return found.stored;
  const { repo, number } = reading.facts;
  const warnings = found.warnings.map((warning) => ` ${warning}`).join('');
  throw new LoopForgeError('record_not_found', `${repo}#${number} has no record.${warnings}`);
}

/** @throws LoopForgeError `record_not_found`, `permission_missing` */
export function writable(itemState: ItemState): StoredRecord {
  const stored = editable(itemState.found);
  if (stored !== null) return stored;
  const { url } = storedIn(itemState).comment;
  throw new LoopForgeError(
    'permission_missing',
    `This token may not edit ${url}. It takes write access to the repository.`,
  );
}
