import { readRecordValue } from '../../../src/codec/record/record-read.ts';
import { appendEntries, type Draft, emptyRecord } from '../../../src/core/record/append/append.ts';
import { eraseRecord } from '../../../src/core/record/chain/redact.ts';
import type { RecordedNeed } from '../../../src/core/record/entry.ts';
import type { Genesis, LoopRecord } from '../../../src/core/record/record.ts';
import { trustedAccountId, trustedHash, trustedSha } from '../../../src/core/values/ids.ts';
import { inOrder } from '../../core/by-hand.ts';
import { aNote, aRejection, aStamp, aStep, GENESIS, recordOf, saying, taking } from '../../core/sample-drafts.ts';
import { at, HEAD } from '../../core/sample-facts.ts';
import { rechain } from '../../python/fuzz/forge.ts';
import { HOSTILE_EXPORTS } from './hostile-texts.ts';

/** Where the template has it, a record may have any text. It is short, so that nothing is cut; it sorts behind "actor". */
const PLACE = 'hostile-place';
/** Looks like a hash, and is of no lifecycle. */
const LAW = trustedHash('A'.repeat(43));

/** What a record is filled with. */
interface Filling {
  readonly text: string;
  /** Which issue it is of, so that many stand beside each other. */
  readonly number: number;
}

/**
 * A record with a right chain that holds a text wherever the format lets any text be, as a value and as a key: in a birth,
 * a step, an override, an erased step, a refusal, and notes, one of which keeps an entry.
 */
export function recordFullOf({ text, number }: Filling): LoopRecord {
  return filled(template(number), text);
}

/** One such record for every hostile text, or for one of so many. */
export function hostileRecords(oneOf = 1): readonly LoopRecord[] {
  const texts = HOSTILE_EXPORTS.filter((_, index) => index % oneOf === 0);
  return texts.map((text, index) => recordFullOf({ text, number: index + 1 }));
}

function template(number: number): LoopRecord {
  const record_id = `acme/widgets#${number}`;
  const bound = { host: PLACE, repo_id: PLACE, issue_id: PLACE, record_id, ref: PLACE, ref_number: number };
  const genesis: Genesis = {
    ...GENESIS,
    ...bound,
    repo: 'acme/widgets',
    labels: { [PLACE]: PLACE },
    lifecycle: LAW,
    nonce: LAW,
  };
  const { record } = appendEntries(emptyRecord(genesis), drafts(), {
    ...aStamp({ lifecycle: LAW, recordedAt: GENESIS.created_at }),
    run: { id: PLACE, attempt: 1, url: PLACE },
    settings: {
      ...{ ci: 'checks', require_current_approval: false, unmerged_close: 'refuse' },
      ...{ ignore_checks: [PLACE], required_checks: [PLACE] },
      config: { path: PLACE, blob: trustedSha('c'.repeat(40)) },
    },
  });
  const shown = { renderer: 3, needs: [need('changes_requested')], allowed: [PLACE], open: [] };
  const head = { ...record.head, rev: 1, view: LAW, shown, outbox: { [PLACE]: 1 } };
  return eraseRecord({ ...record, head }, [{ seq: ERASED, names: ['actor', `metadata/${PLACE}`] }]);
}

/** The number of the step among the drafts whose actor and metadata are erased. */
const ERASED = 4;

function drafts(): readonly Draft[] {
  const kept = inOrder(recordOf([aStep(said())], { lifecycle: LAW }));
  return [
    aStep({ ...said(), to: PLACE }),
    aStep({ ...said(), from: PLACE, to: PLACE }),
    aStep({ ...said(), from: PLACE, to: PLACE, source: 'override', flags: ['late', 'unproven'] }),
    aStep({ ...said(), from: PLACE, to: PLACE }),
    aRejection({
      ...{ ...said(), from: PLACE, to: PLACE, cause: PLACE, message: PLACE },
      needs: [need('approvals'), need('vetoed'), need('failed'), need('condition')],
    }),
    saying('redaction', { seq: ERASED, names: ['actor', `metadata/${PLACE}`] }),
    saying('repair', { body: LAW, edited_at: at('08:30:00'), fields: [PLACE], more: 0 }),
    taking('restored', kept),
    aNote({ ...said(), note: 'adopted', trigger: 'adopted' }),
  ];
}

/** What every kind of entry may say in any words. */
function said() {
  return {
    actor: { id: trustedAccountId(PLACE), login: PLACE, type: 'User' },
    ...{ trigger: PLACE, pr: 43, pr_url: PLACE, sha: HEAD },
    basis: { observed: PLACE, sha: HEAD, cycle: 0, rules: null },
    evidence: {
      at: null,
      facts: { 'issue.title': PLACE, [PLACE]: [PLACE, { [PLACE]: PLACE }] },
      checks: { [PLACE]: PLACE },
    },
    metadata: { [PLACE]: PLACE, reason: PLACE, listed: [PLACE], nested: { [PLACE]: PLACE } },
  } as const;
}

function need(kind: RecordedNeed['kind']): RecordedNeed {
  return { kind, names: [PLACE], counts: { [PLACE]: 1 } };
}

/** Where there are few words, any other is one of a newer release, and is exported like them. */
function withNewerWords(value: ReturnType<typeof JSON.parse>, text: string): void {
  Object.assign(value.transitions[1], { source: text, flags: [text] });
  Object.assign(value.rejections[0], { code: text });
  value.rejections[0].needs.push({ kind: text, names: [text], counts: { [text]: 1 } });
  Object.assign(value.notes.at(-1), { kind: text, trigger: text });
}

/** The record with the text in every such place, hashed anew. */
function filled(record: LoopRecord, text: string): LoopRecord {
  const written = JSON.stringify(text).slice(1, -1);
  const value = JSON.parse(JSON.stringify(record).replaceAll(PLACE, () => written));
  withNewerWords(value, text);
  rechain(value);
  return readRecordValue(value);
}
