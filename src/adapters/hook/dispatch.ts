import { entryLine } from '../../codec/hook/index.ts';
import {
  type DeliveryHook,
  type DispatchEvent,
  type HookNews,
  type HookVerdict,
  isTransition,
  type LoopRecord,
  type Transition,
} from '../../core/model.ts';

export interface DispatchOptions {
  /** The `event_type` of the event. */
  readonly type: string;
  /** Sends it; what it throws says why it was not taken. */
  readonly send: (event: DispatchEvent) => Promise<void>;
}

/** GitHub takes less than 64 kB: this leaves room for what it counts. */
const LONGEST_PAYLOAD = 60_000;

/** Fires a `repository_dispatch` for each step, in their order, which starts workflows that listen for it. */
export function dispatch(options: DispatchOptions): DeliveryHook {
  return { name: 'dispatch', sink: 'dispatch', tell: (news) => tell(options, news) };
}

async function tell({ type, send }: DispatchOptions, { record, entries }: HookNews): Promise<HookVerdict> {
  let upTo: number | null = null;
  let sent = 0;
  for (const entry of entries) {
    if (isTransition(entry)) {
      try {
        await send({ type, payload: payloadOf(record, entry) });
      } catch (error) {
        return { upTo, ok: false, message: error instanceof Error ? error.message : String(error) };
      }
      sent += 1;
    }
    upTo = entry.seq;
  }
  return { upTo, ok: true, message: `${type}: ${sent === 1 ? '1 event' : `${sent} events`}` };
}

/**
 * What a workflow finds in `github.event.client_payload`: ten names, as many as there may be. Who did it and with which
 * metadata stands behind commitments, for what GitHub keeps of an event nobody can erase.
 */
function payloadOf(record: LoopRecord, step: Transition): DispatchEvent['payload'] {
  const { hash, from_state, to_state, trigger, timestamp, pr, sha } = step;
  const { record_id, ref_number } = record;
  const short = { hash, record_id, number: ref_number, from_state, to_state, trigger, timestamp, pr, sha };
  const entry = entryLine(record, step, 'hashed');
  return JSON.stringify(entry).length > LONGEST_PAYLOAD ? { ...short, entry: null } : { ...short, entry };
}
