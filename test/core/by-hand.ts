import { createHash } from 'node:crypto';
import type { Entry, Note, Redacted } from '../../src/core/record/entry.ts';
import type { LoopRecord } from '../../src/core/record/record.ts';
import { trustedHash } from '../../src/core/values/ids.ts';

// The record format's hashes, written down once more from docs/record-format.md with nothing but SHA-256 and JSON, so
// that the tests compare the code with the document and not with itself. Fine for values without odd numbers or keys.

/** JSON without white space, keys sorted. */
export function jcs(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(jcs).join(',')}]`;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${jcs(member)}`).join(',')}}`;
}

/** H(label, x) = SHA-256("loopforge/" label "/v1" 0x00 x), unpadded base64url. */
export function h(label: string, x: Buffer | string): string {
  const bytes = Buffer.concat([Buffer.from(`loopforge/${label}/v1`), Buffer.from([0]), Buffer.from(x)]);
  return createHash('sha256').update(bytes).digest('base64url');
}

export function commitment(name: string, salt: string, value: unknown): Redacted {
  const bytes = Buffer.concat([Buffer.from(salt, 'base64url'), Buffer.from(jcs(value))]);
  return { redacted: trustedHash(h(`redact/${name}`, bytes)) };
}

/** The hash of an entry none of whose values has been erased. */
export function hashByHand(entry: Entry): string {
  const { hash: _hash, salts, actor, metadata, ...rest } = entry;
  const hidden = Object.entries(metadata).map(([key, value]) => [
    key,
    value === null ? null : commitment(`metadata/${key}`, salts.metadata[key] ?? '', value),
  ]);
  const committed = {
    ...rest,
    actor: actor === null ? null : commitment('actor', salts.actor ?? '', actor),
    metadata: Object.fromEntries(hidden),
    ...('was' in rest && rest.was !== null ? { was: wasByHand(rest.was) } : {}),
  };
  return h('entry', jcs(committed));
}

function wasByHand({ data, kept, named }: NonNullable<Note['was']>): object {
  return { was: h('was', jcs({ data, kept: kept.map(({ hash }) => hash), named })) };
}

export function inOrder(record: LoopRecord): readonly Entry[] {
  const all: Entry[] = [...record.transitions, ...record.rejections, ...record.notes];
  return all.sort((a, b) => a.seq - b.seq);
}
