import { expect, test } from 'vitest';
import { type RecordSource, tellingRepeats } from '../../../src/compose/sources/index.ts';
import type { LoopRecord } from '../../../src/core/model.ts';
import { stepped } from '../../../src/usecase/conformance/stage/records.ts';
import { madeRecord } from '../../support/many-records.ts';

const AT = { repo: 'acme/widgets', repo_id: 'R_1', issue_id: 'I_1', ref_number: 1 };
const OLD = madeRecord({ ...AT, ref: 'https://github.com/acme/widgets/issues/1' }, 3);
const NEW = stepped(OLD);
const FORK: LoopRecord = madeRecord({ ...AT, ref: 'https://github.com/acme/widgets/issues/1' }, 2);
const OTHER = madeRecord({ ...AT, ref_number: 2, ref: 'https://github.com/acme/widgets/issues/2' }, 2);

async function given(records: readonly LoopRecord[], takesMore: boolean): Promise<readonly (number | 'told')[]> {
  const source: RecordSource = {
    name: 'trail.jsonl',
    records: async function* () {
      yield* records;
    },
    close: async () => {},
  };
  const found: (number | 'told')[] = [];
  for await (const each of tellingRepeats(source, takesMore).records()) {
    found.push('problem' in each ? 'told' : each.head.seq);
  }
  return found;
}

test.each<[string, readonly LoopRecord[], boolean, readonly (number | 'told')[]]>([
  ['each once', [OLD, OTHER], false, [3, 2]],
  ['the very same again', [OLD, OTHER, OLD], false, [3, 2, 3]],
  ['a later version, of which entries are taken', [OLD, NEW, NEW], true, [3, 4, 4]],
  ['a later version, where a record is taken whole', [OLD, NEW], false, [3, 'told']],
  ['an earlier version', [NEW, OLD], true, [4, 'told']],
  ['another record of that id, which is shorter', [OLD, FORK], true, [3, 'told']],
  ['another record of that id, which is longer', [FORK, OLD], true, [2, 'told']],
])('%s', async (_, records, takesMore, expected) => {
  expect(await given(records, takesMore)).toEqual(expected);
});
