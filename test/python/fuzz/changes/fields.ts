import { type Json, type JsonObject, objectAt } from '../json.ts';
import type { Random } from '../random.ts';
import { BOUND, ODD_TEXTS, odd } from './odd-values.ts';
import { otherOfType } from './values.ts';

/** What stands outside the entries is another: binding, head, any field. */
export function otherFields(record: JsonObject, random: Random): void {
  random.pick([bind, otherHead, otherHead, otherField])(record, random);
}

/** Another item, in the genesis, outside, or in both. */
function bind(record: JsonObject, random: Random): void {
  const key = random.pick(BOUND);
  const value = random.pick<Json>([
    null,
    'acme/widgets#43',
    'acme/widgets',
    'acme/gadgets',
    'github.com',
    'ghe.example',
    43,
    'loop-0123abcd',
    'https://github.com/acme/widgets/pull/42',
    'http://x',
    ...ODD_TEXTS,
  ]);
  for (const holder of random.pick([[record], [objectAt(record, 'genesis')], [record, objectAt(record, 'genesis')]]))
    if (key in holder) holder[key] = value;
}

function otherHead(record: JsonObject, random: Random): void {
  const head = objectAt(record, 'head');
  const shown = objectAt(head, 'shown');
  random.pick([
    () =>
      (head['outbox'] = random.pick<Json>([
        null,
        {},
        { mirror: 1 },
        { mirror: 0 },
        { mirror: null },
        { '': 3 },
        [],
        'x',
      ])),
    () => (head['shown'] = random.pick<Json>([null, {}, { ...shown, more: 1 }, 'x'])),
    () => (shown['renderer'] = random.pick<Json>([0, 1, 2, 3, 4, 99, null, '1'])),
    () =>
      (shown['needs'] = random.pick<Json>([
        [],
        [{ kind: 'signed', names: [], counts: {} }],
        [{ kind: 'failed', names: ['x'], counts: { total: 1 } }],
        [{}],
        null,
      ])),
    () => (shown['allowed'] = random.pick<Json>([[], ['closed'], [''], ['x', 'x'], [1], null])),
    () => (shown['open'] = random.pick<Json>([[], [1], [0], [99], ['1'], null])),
    () => (head['source'] = random.pick<Json>(['observed', 'asserted', 'attested', '', null])),
    () => (head['view'] = random.pick<Json>([null, 'x', record['head'] === head ? (head['hash'] ?? null) : null])),
    () => (head['rev'] = random.pick<Json>([0, 1, 99, -1, 2 ** 53 - 1, null])),
    () => {
      const key = random.pick(Object.keys(head).concat('cycle'));
      head[key] = random.once(2) ? random.pick(odd()) : otherOfType(head[key] ?? null, random);
    },
  ])();
}

function otherField(record: JsonObject, random: Random): void {
  const key = random.pick(Object.keys(record).concat('schema_version'));
  const more = key === 'schema_version' ? [2, 0, '1', true, null, 1.5] : odd();
  record[key] = random.once(2) ? random.pick<Json>(more) : otherOfType(record[key] ?? null, random);
}
