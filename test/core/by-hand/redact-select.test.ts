import { describe, expect, test } from 'vitest';
import { selectValues } from '../../../src/core/by-hand/redact-select.ts';
import { draftAct } from '../../../src/core/record/append/act.ts';
import { appendEntries } from '../../../src/core/record/append/append.ts';
import { entriesOf } from '../../../src/core/record/chain/chain.ts';
import { eraseIn, unrecorded } from '../../../src/core/record/chain/redact.ts';
import type { Actor } from '../../../src/core/values/actor.ts';
import type { AccountId } from '../../../src/core/values/ids.ts';
import { aStamp, aStep, recordOf, taking } from '../sample-drafts.ts';
import { actor } from '../sample-facts.ts';

const named = (login: string, id: AccountId): Actor => ({ id, login, type: 'User' });
const ADMIN = actor('1');

function select(record: ReturnType<typeof recordOf>, login: string, acting = ADMIN) {
  const selected = selectValues(entriesOf(record), { kind: 'actor', login }, acting);
  if (selected === null) throw new Error(`nothing means ${login}`);
  return selected;
}

describe('a person', () => {
  test('is found under the other login of the same account, in any case', () => {
    const record = recordOf([
      aStep({ actor: named('octocat', '583231') }),
      aStep({ from: 'issue_created', to: 'task_queued', actor: named('hubot', '480938') }),
      aStep({ from: 'task_queued', to: 'pr_created', actor: named('octodog', '583231') }),
    ]);
    expect(select(record, 'OCTODOG').erasures).toEqual([
      { seq: 1, names: ['actor'] },
      { seq: 3, names: ['actor'] },
    ]);
  });

  test('is not everybody whose account is not known', () => {
    const record = recordOf([
      aStep({ actor: named('ghost', '0') }),
      aStep({ from: 'issue_created', to: 'task_queued', actor: named('mona', '0') }),
    ]);
    expect(select(record, 'mona').erasures).toEqual([{ seq: 2, names: ['actor'] }]);
  });

  test('is found in an entry that a note keeps, under that entry’s own number', () => {
    const [was] = entriesOf(recordOf([aStep({ actor: named('octocat', '583231') })]));
    const record = recordOf([
      aStep({ actor: named('hubot', '480938') }),
      { ...taking('restored', was === undefined ? [] : [was]), actor: null },
    ]);
    expect(select(record, 'octocat').erasures).toEqual([{ seq: 1, names: ['actor'] }]);
  });

  test('metadata that holds the name as a word is mentioned and left', () => {
    const record = recordOf([
      aStep({ actor: null, metadata: { by: 'Octocat!', list: ['x', { who: 'octocat' }], other: 'octocat-2', n: 1 } }),
    ]);
    const { erasures, mentions } = select(record, 'octocat');
    expect({ erasures, mentions }).toEqual({
      erasures: [],
      mentions: [{ seq: 1, names: ['metadata/by', 'metadata/list'] }],
    });
  });

  test('redaction notes are left to whoever wrote them, and not to others', () => {
    const record = recordOf([aStep({ actor: null })]);
    const draft = draftAct(
      { note: 'redaction', was: { data: { seq: 1, names: ['metadata/a'] } }, metadata: {} },
      record,
      ADMIN,
    );
    const after = appendEntries(record, [draft], aStamp()).record;
    expect(select(after, ADMIN.login)).toMatchObject({ erasures: [], spared: [2] });
    expect(select(after, ADMIN.login, actor('2'))).toMatchObject({ erasures: [{ seq: 2 }], spared: [] });
  });
});

describe('erasing', () => {
  test('what is not what was committed to is refused: the hash would change', () => {
    const [entry] = entriesOf(recordOf([aStep({ actor: named('octocat', '583231') })]));
    if (entry === undefined) throw new Error('there is no entry');
    const changed = { ...entry, actor: named('hubot', '480938') };
    expect(() => eraseIn(changed, [{ seq: 1, names: ['actor'] }])).toThrow(/Entry 1 does not hold what its hash says/);
  });

  test('what a note names already needs no other one', () => {
    const record = recordOf([aStep({ metadata: { a: 1, b: 2 } })]);
    const was = { data: { seq: 1, names: ['actor', 'metadata/a'] } };
    const told = appendEntries(record, [draftAct({ note: 'redaction', was, metadata: {} }, record, ADMIN)], aStamp());
    const asked = [{ seq: 1, names: ['actor', 'metadata/b'] }];
    expect(unrecorded(entriesOf(told.record), asked)).toEqual([{ seq: 1, names: ['metadata/b'] }]);
    expect(unrecorded(entriesOf(record), asked)).toEqual(asked);
  });
});
