import { releasedLifecycle } from '../../../codec/lifecycle/index.ts';
import { bindingOf, type LoopRecord, type Reading } from '../../../core/model.ts';
import type { GivenRecord, ItemIdentity } from '../../../core/verify/index.ts';
import { bindingFrom, recordPlaceOf } from '../../find-record/index.ts';
import type { Candidates } from './candidates.ts';
import type { VerifyPorts } from './ports.ts';
import { withSealedParts } from './sealed-parts.ts';

/** The record of an item, with its sealed parts as far as the comments hold them, and the item that it must belong to. */
export async function givenRecord(
  ports: VerifyPorts,
  given: LoopRecord,
  reading: Reading,
  candidates: Candidates,
): Promise<GivenRecord> {
  const whole = await withSealedParts(ports, given, reading, candidates);
  return { given, ...whole, lifecycleOf: releasedLifecycle, item: identityOf(reading, whole.record) };
}

/** The record is bound to this item, or to where GitHub says that the item came from. */
function identityOf(reading: Reading, record: LoopRecord): ItemIdentity {
  const { transferredFrom: from, allTransfersSeen: areAllSeen } = reading;
  const place = recordPlaceOf(bindingOf(record), reading);
  return {
    expected: place === 'elsewhere' ? bindingFrom(reading) : null,
    transfers: { from, areAllSeen, isPlaceUnknown: place === 'unknown' },
  };
}
