import { test } from 'vitest';
import { decodeComment } from '../../src/codec/comment.ts';
import { decodeSegment, isSegment } from '../../src/codec/segment.ts';
import { entriesOf } from '../../src/core/chain.ts';
import { simulate } from './simulate.ts';
import { wrongsIn } from './verdict.ts';
const show = (e: any): string => `${e.seq}${e.kind ?? (e.cause ? 'X' + e.to_state : e.to_state)}@${e.run?.id}` + (e.was !== undefined && e.was !== null && e.kind !== 'edits_coalesced' ? `(${typeof e.was === 'string' ? e.was.slice(0, 4) : show(e.was)})` : '') + `#${e.hash.slice(0, 4)}`;
test('debug', { timeout: 600_000 }, async () => {
  const o = await simulate(Number(process.env['SIM_SEED']));
  for (const i of o.items) for (const a of o.accepted.filter(a => a.item === i)) {
    if (isSegment(a.body)) { console.log('  SEGMENT', decodeSegment(a.body).entries.map(show).join(' ')); continue; }
    const d = decodeComment(a.body); if (d.kind === 'record') console.log(i, 'rev', d.record.head.rev, d.record.segments.length, entriesOf(d.record).map(show).join(' '));
  }
  for (const i of o.items) for (const c of o.world.comments(i)) console.log(i, c.databaseId, c.author, c.createdAt, c.edits.map(e => e.editedAt.slice(14) + e.editor), c.includesCreatedEdit, c.body.length);
  if (process.env['LOG']) for (const e of [...o.endings, ...o.last]) console.log(e.plan.id, e.plan.sent.name, e.plan.fate, e.plan.token, e.report?.results.map(r => `${r.number} ${r.outcome} ${r.reason} ${r.error}`), e.log.filter(l => !/GraphQL/.test(l)).join('\n'));
  console.log(o.weather.name, o.habit, wrongsIn(o));
});
