import { test } from 'vitest';
import { decodeComment } from '../../src/codec/comment.ts';
import { entriesOf } from '../../src/core/chain.ts';
import { simulate } from './simulate.ts';
import { wrongsIn } from './verdict.ts';
test('debug', { timeout: 600_000 }, async () => {
  const o = await simulate(Number(process.env['SIM_SEED']));
  for (const i of o.items) for (const c of o.world.comments(i)) { const d = decodeComment(c.body); if (d.kind === 'record') for (const e of entriesOf(d.record)) console.log(i, e.seq, 'kind' in e ? e.kind : 'cause' in e ? e.cause + ' from ' + e.from_state + ' ' + e.trigger: '', e.from_state, e.to_state, e.source, e.recorded_at, e.run?.id); }
  if (process.env['LOG']) for (const e of o.endings) console.log(e.plan.id, e.plan.sent.name, e.plan.fate, e.report?.results.map(r => `${r.number} ${r.outcome} ${r.reason} ${r.error}`), e.log.filter(l => !/GraphQL/.test(l)).join('\n'));
  console.log(o.weather.name, wrongsIn(o));
});
import { acceptedEntries } from './simulate.ts';
import { withoutEditCount, withoutLock } from './weaken.ts';
test('weak', { timeout: 600_000 }, async () => {
  for (let s = 1; s < 12; s++) {
  const o = await simulate(s, g => withoutLock(withoutEditCount(g)));
  console.log(s, o.accepted.length, o.items.map(i => acceptedEntries(o, i).size), o.items.map(i => o.world.comments(i).map(c => c.edits.length)), wrongsIn(o).map(w => w.kind));
  }
});
test('lockoff', { timeout: 600_000 }, async () => {
  for (let s = 1; s < 100; s++) {
  const o = await simulate(s, withoutLock);
  const w = wrongsIn(o).filter(w => w.kind === 'lost' || w.kind === 'doubled' || w.kind === 'revision');
  if (w.length && o.weather.name !== 'joining') { console.log(s, o.weather.name, o.world.settings.countCreation, w); 
  for (const i of o.items) { for (const a of o.accepted.filter(a => a.item === i)) { const d = decodeComment(a.body); if (d.kind === 'record') console.log(i, 'rev', d.record.head.rev, entriesOf(d.record).map(e => `${e.seq}${'kind' in e ? e.kind : e.to_state}@${e.run?.id}`).join(' ')); } }
  }
  }
});
