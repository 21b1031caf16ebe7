import { builtinLifecycle } from '../../../codec/lifecycle/index.ts';
import {
  appendEntries,
  claimDraft,
  emptyRecord,
  type Genesis,
  type Instant,
  instantOf,
  type JsonObject,
  type LoopRecord,
  type RecordPorts,
  stampOf,
  toBase64Url,
  traitsIn,
} from '../../../core/model.ts';

/** What a new record is to be like; what is left out differs from record to record. */
export interface RecordWish {
  readonly id?: string;
  readonly ref?: string;
  readonly state?: string;
  /** When it is created and, as long as nothing is added to it, updated. */
  readonly at?: Instant;
  readonly labels?: { readonly [name: string]: string };
  readonly metadata?: JsonObject;
}

/** What is to follow; what is left out stays as it is, and the step is taken in the same second. */
export interface StepWish {
  readonly state?: string;
  readonly ref?: string;
  readonly at?: Instant;
  readonly metadata?: JsonObject;
}

const LIFECYCLE = builtinLifecycle('strict');
const FIRST = Date.UTC(2026, 10, 22, 8);

/** A moment in the life of the records that the suite makes. */
export function atMinute(n: number): Instant {
  return instantOf(FIRST + n * 60_000);
}

/** Makes whole records, chained as every other; the same on every run. */
export class RecordMaker {
  readonly #genesis: (n: number) => Partial<Genesis>;
  #made = 0;

  /** @param genesis what the store's records are born as, where it is not free */
  constructor(genesis: (n: number) => Partial<Genesis> = () => ({})) {
    this.#genesis = genesis;
  }

  /** A record with one entry: it is of its first state. */
  make({ id, ref, state = 'issue_created', at, labels = {}, metadata = {} }: RecordWish = {}): LoopRecord {
    const n = ++this.#made;
    const ports = portsAt(at ?? atMinute(n), n);
    const created_at = ports.clock();
    const genesis: Genesis = {
      host: null,
      repo_id: null,
      issue_id: null,
      record_id: id ?? `loop-${n.toString(16).padStart(8, '0')}`,
      ref: ref ?? `TICKET-${n}`,
      ref_number: null,
      repo: null,
      labels,
      created_at,
      auto_merge: false,
      lifecycle: ports.lifecycle.hash,
      nonce: toBase64Url(ports.random(32)),
      ...this.#genesis(n),
    };
    const birth = claimDraft({ from: null, to: state, trigger: 'created', at: created_at, metadata });
    return appendEntries(emptyRecord(genesis), [birth], stampOf(ports, created_at)).record;
  }

  /** So many records. */
  many(count: number, wish: (index: number) => RecordWish = () => ({})): readonly LoopRecord[] {
    return Array.from({ length: count }, (_, index) => this.make(wish(index)));
  }
}

/** The record with one more entry. It is another object; the given one stays as it is. */
export function stepped(record: LoopRecord, wish: StepWish = {}): LoopRecord {
  const { state = record.state, ref = record.ref, at = record.updated_at, metadata = {} } = wish;
  const claim = claimDraft({ from: record.state, to: state, trigger: 'manual', at, metadata });
  const ports = portsAt(at, record.head.seq);
  return { ...appendEntries(record, [claim], stampOf(ports, at)).record, ref };
}

/** The record with so many more entries. */
export function longer(record: LoopRecord, entries: number): LoopRecord {
  let next = record;
  for (let n = 1; n <= entries; n++) next = stepped(next, { metadata: { n } });
  return next;
}

function portsAt(at: Instant, seed: number): RecordPorts {
  let byte = seed;
  return {
    clock: () => at,
    random: (size) => Uint8Array.from({ length: size }, () => byte++ % 256),
    lifecycle: LIFECYCLE,
    traitsOf: traitsIn(LIFECYCLE),
  };
}
