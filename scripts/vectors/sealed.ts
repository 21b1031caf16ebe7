import { encodeLine } from '../../src/codec/record/comment-line.ts';
import { encodeSegment, segmentRef, withoutSealed } from '../../src/codec/record/segment.ts';
import { bindingOf, rebind } from '../../src/core/record/chain/binding.ts';
import { entriesOf, genesisHash } from '../../src/core/record/chain/chain.ts';
import { isNote, isRejection, isTransition } from '../../src/core/record/kind.ts';
import type { LoopRecord, Segment } from '../../src/core/record/record.ts';
import { trustedCommentId, trustedHash } from '../../src/core/values/ids.ts';
import { changed } from './attack.ts';
import { erase } from './erase.ts';
import { cycles, jsonOf, takes, transferred } from './good-records.ts';
import { comment, grown, THERE } from './story.ts';
import { fails, passes, unsure, type Vector } from './vector.ts';

export interface Sealed {
  readonly head: LoopRecord;
  readonly segments: readonly Segment[];
}

/** Seals the oldest entries in parts of the given sizes. */
function seal(whole: LoopRecord, sizes: readonly number[]): Sealed {
  let head = whole;
  const segments: Segment[] = [];
  for (const size of sizes) {
    const entries = entriesOf(head).slice(0, size);
    const segment = { genesis: genesisHash(whole.genesis), entries };
    const ref = segmentRef(segment, trustedCommentId(String(1001 + segments.length)));
    segments.push(segment);
    head = { ...head, ...withoutSealed(head, ref.last_seq), segments: [...head.segments, ref] };
  }
  return { head, segments };
}

/** Three segments, in one of which a name was erased, and the record that goes on behind them. */
export function sealedStory(): Sealed {
  return seal(erase(cycles(), 2, ['actor']), [4, 6, 5]);
}

function segmentBodies({ segments }: Sealed): readonly string[] {
  return segments.map((segment, index) => encodeSegment(segment, `Sealed part ${index + 1}.\n`));
}

export function sealedVectors(): readonly Vector[] {
  const sealed = sealedStory();
  const about = 'Three sealed segments and the record behind them; a name in the first was erased.';
  return [
    passes('sealed', about, comment(sealed.head), { segments: segmentBodies(sealed) }),
    passes('exported', 'The same, exported: all entries in one file.', encodeLine(exported(sealed)), { isJson: true }),
  ];
}

function exported({ head, segments }: Sealed): LoopRecord {
  const entries = segments.flatMap((segment) => segment.entries);
  return {
    ...head,
    transitions: [...entries.filter(isTransition), ...head.transitions],
    rejections: [...entries.filter(isRejection), ...head.rejections],
    notes: [...entries.filter(isNote), ...head.notes],
  };
}

/** A name was erased where the item had moved to, and then a lost copy of that entry came in. */
function movedThenErased(): LoopRecord {
  const erased = erase(transferred(THERE), 1, ['actor']);
  const [birth] = entriesOf(erased).map(jsonOf);
  const kept = birth === undefined ? [] : [birth];
  return rebind(grown(erased, [takes('restored', { kept })]), bindingOf(erased));
}

/** Sealed parts that are not there, or are others. */
export function segmentVectors(): readonly Vector[] {
  const sealed = sealedStory();
  const head = comment(sealed.head);
  const [first = '', second = '', third = ''] = segmentBodies(sealed);
  const segments = [first, second, third];
  const edited = (from: string, to: string) => segments.map((body) => body.replace(from, to));
  const withHead = (change: Parameters<typeof changed>[1]) => comment(changed(sealed.head, change));
  return [
    unsure('segments-not-given', 'segment_missing', 'The segments were not given.', head),
    unsure(
      'segments-not-given-moved',
      'segment_missing',
      'Nor those that hold a transfer and a redaction.',
      comment(seal(movedThenErased(), [11]).head),
      {
        binding: THERE,
      },
    ),
    fails('segment-missing', 'segment_missing', 'The second of three segments is gone.', head, {
      segments: [first, third],
    }),
    fails('segment-edited', 'chain_broken', 'An entry in a segment was changed.', head, {
      segments: edited('"trigger":"issue.assigned"', '"trigger":"issue.labelled"'),
    }),
    fails('segment-foreign', 'segment_missing', 'A segment says that it belongs to another record.', head, {
      segments: [first.replace(/"genesis":"./, '"genesis":"_'), second, third],
    }),
    fails('segment-malformed', 'segment_missing', 'A segment is no segment any more.', head, {
      segments: [first, second.replace('"entries":[', '"entries":[{},'), third],
    }),
    passes('segment-surplus', 'Texts that are no segments, or fill no place, are passed over.', head, {
      segments: ['Thanks!', first, second, head, third, first],
    }),
    unsure('segment-strange', 'segment_missing', 'All that was given is of another record.', head, {
      segments: [first.replace(/"genesis":"./, '"genesis":"_')],
    }),
    fails(
      'segment-hash',
      'segment_missing',
      'The record names another hash for a segment.',
      withHead(({ segments: refs }) => {
        for (const ref of refs.slice(1, 2)) ref.hash = trustedHash('A'.repeat(43));
      }),
      { segments },
    ),
    fails(
      'segment-bounds',
      'segment_missing',
      'The record names other bounds for a segment.',
      withHead(({ segments: refs }) => {
        for (const ref of refs.slice(1, 2)) ref.last_seq--;
      }),
      { segments },
    ),
    fails(
      'segment-place-twice',
      'segment_missing',
      'The record names one place twice, and what fills it was given.',
      withHead(({ segments: refs }) => {
        refs.push(...refs.slice(-1));
      }),
      { segments },
    ),
    fails(
      'exported-hash',
      'segment_missing',
      'An exported record names another hash for a segment.',
      encodeLine(
        changed(exported(sealed), ({ segments: refs }) => {
          for (const ref of refs.slice(1, 2)) ref.hash = trustedHash('A'.repeat(43));
        }),
      ),
      { isJson: true },
    ),
    fails(
      'exported-dropped',
      'chain_broken commitment_mismatch illegal_step',
      'An exported record lacks an entry of a segment, which a note says that a name was erased in.',
      encodeLine(
        changed(exported(sealed), (open) => {
          open.transitions.splice(1, 1);
        }),
      ),
      { isJson: true },
    ),
    fails(
      'segments-unlisted',
      'chain_broken commitment_mismatch fold_mismatch illegal_step',
      'The record does not mention its segments.',
      withHead((open) => {
        open.segments = [];
      }),
    ),
  ];
}
