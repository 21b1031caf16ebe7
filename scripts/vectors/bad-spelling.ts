import { trustedHash } from '../../src/core/values/ids.ts';
import { bodyOf, edited, nth, respelled } from './attack.ts';
import { HOSTILE } from './good-records.ts';
import { comment, record, seen, step, visibleOf, wholeWay } from './story.ts';
import { fails, type Vector } from './vector.ts';

const RECORD = record(wholeWay().slice(0, 3));
const BODY = comment(RECORD);
const VISIBLE = visibleOf(RECORD);

/** Comments that hold no record: `malformed`. */
export function malformedVectors(): readonly Vector[] {
  const bad = (name: string, about: string, text: string) => fails(name, 'malformed', about, text);
  const reshaped = (name: string, about: string, change: Parameters<typeof edited>[1]) =>
    bad(name, about, edited(RECORD, change));
  const deep = `${'['.repeat(70)}${']'.repeat(70)}`;
  return [
    bad('cut', 'Cut within the hidden line.', BODY.slice(0, 900)),
    bad('end-missing', 'The hidden part has no end.', BODY.replace('\n-->', '')),
    bad('text-after-end', 'Text on the line of the end.', BODY.replace('\n-->', '\n--> and so on')),
    bad('text-behind', 'Text behind the hidden part.', `${BODY}\n\nAll checks passed.\n`),
    bad('end-twice', 'An HTML comment ends in the visible part.', `-->\n\n${BODY}`),
    bad('hidden-before', 'An HTML comment begins in the visible part and hides the rest of it.', `<!--\n${BODY}`),
    bad('byte-order-mark', 'A byte order mark stands first.', `\ufeff${BODY}`),
    bad('marker-indented', 'The marker is not at the beginning of its line.', BODY.replace('<!--', ' <!--')),
    bad('marker-quoted', 'Somebody quotes the comment.', BODY.replace(/^/gm, '> ')),
    bad('marker-twice', 'A second record in the same comment.', `${BODY}\n${BODY}`),
    bad('marker-in-text', 'A second marker in the visible part.', `<!-- loopforge:segment\n\n${BODY}`),
    bad(
      'segment-marker',
      'A record under the marker of a segment.',
      BODY.replace('loopforge:record', 'loopforge:segment'),
    ),
    bad('no-marker', 'A comment like any other.', VISIBLE),
    bad(
      'two-lines',
      'The line was broken in two.',
      respelled(RECORD, (line) => line.replace(',"genesis"', ',\n"genesis"')),
    ),
    bad(
      'no-json',
      'A brace is missing.',
      respelled(RECORD, (line) => line.slice(0, -1)),
    ),
    bad(
      'comma',
      'A comma too many.',
      respelled(RECORD, (line) => line.replace(/\}$/, ',}')),
    ),
    bad(
      'nan',
      'NaN is no JSON.',
      respelled(RECORD, (line) => line.replace('"rev":1', '"rev":NaN')),
    ),
    bad(
      'too-deep',
      'Nested 70 deep.',
      respelled(RECORD, (line) => line.replace('"facts":{}', `"facts":{"x":${deep}}`)),
    ),
    bad('no-record', 'Canonical JSON, but no record.', bodyOf({ schema_version: 1 }, VISIBLE)),
    bad('version-2', 'A version that does not exist yet.', bodyOf({ ...seen(RECORD), schema_version: 2 }, VISIBLE)),
    bad('key-added', 'A key that no record has.', bodyOf({ ...seen(RECORD), approved_by: 'octocat' }, VISIBLE)),
    bad(
      'key-missing',
      'An entry without its flags.',
      respelled(RECORD, (line) => line.replace('"flags":[],', '')),
    ),
    bad(
      'number-as-text',
      'A number in quotes.',
      respelled(RECORD, (line) => line.replace('"pr":43', '"pr":"43"')),
    ),
    reshaped('time', 'An hour that no day has.', (open) => {
      open.updated_at = '2026-11-22T24:00:00Z';
    }),
    reshaped('time-no-day', 'A day that no month has.', ({ transitions }) => {
      nth(transitions, 1).evidence.at = '2026-02-30T00:00:00Z';
    }),
    reshaped('time-no-leap-year', 'The 29th of February of a year that has none.', (open) => {
      open.closed_at = '2100-02-29T00:00:00Z';
    }),
    reshaped('time-leap-second', 'A leap second.', (open) => {
      open.updated_at = '2026-06-30T23:59:60Z';
    }),
    reshaped('time-before-2000', 'A year before there was any of this.', (open) => {
      open.genesis.created_at = '1999-12-31T23:59:59Z';
    }),
    reshaped('flags-unsorted', 'Flags that do not stand in order.', ({ transitions }) => {
      nth(transitions, 0).flags = ['unproven', 'late'];
    }),
    reshaped('flag-twice', 'A flag that stands twice.', ({ transitions }) => {
      nth(transitions, 0).flags = ['late', 'late'];
    }),
    reshaped('erased-no-hash', 'An erased value without a commitment.', ({ transitions }) => {
      nth(transitions, 0).metadata = { team: { redacted: 'platform' } };
    }),
    reshaped('salt-length', 'A salt that is too short.', ({ transitions }) => {
      nth(transitions, 0).salts.actor = 'x';
    }),
    reshaped('salt-ending', 'A salt whose last character holds bits that 32 bytes do not have.', ({ transitions }) => {
      nth(transitions, 0).salts.actor = `${'A'.repeat(42)}B`;
    }),
    reshaped('hash-length', 'A hash with one character too few.', (open) => {
      open.head.hash = trustedHash(open.head.hash.slice(1));
    }),
    reshaped('hash-ending', 'A hash whose last character holds bits that 32 bytes do not have.', (open) => {
      open.genesis.nonce = `${'A'.repeat(42)}B`;
    }),
    reshaped('rev-negative', 'A count below zero.', (open) => {
      open.head.rev = -1;
    }),
  ];
}

/** JSON in another spelling than its one, or with what no record can hold: `not_canonical`. */
export function spellingVectors(): readonly Vector[] {
  const bad = (name: string, about: string, from: string | RegExp, to: string) =>
    fails(
      name,
      'not_canonical',
      about,
      respelled(RECORD, (line) => line.replace(from, () => to)),
    );
  const hostile = record([step(null, 'issue_created', '08:00:00', { metadata: { text: HOSTILE.join(' ') } })]);
  const unescaped = (name: string, about: string, from: string, to: string) =>
    fails(
      name,
      'not_canonical',
      about,
      respelled(hostile, (line) => line.replace(from, () => to)),
    );
  return [
    bad('white-space', 'A space after the brace.', /^\{/, '{ '),
    bad(
      'key-order',
      'Two keys change places.',
      '"auto_merge":false,"ci_status":{}',
      '"ci_status":{},"auto_merge":false',
    ),
    fails(
      'white-space-and-state',
      'not_canonical',
      'A space after the brace, and another state: nobody looks at what cannot be read for certain.',
      edited(RECORD, (open) => {
        open.state = 'approved';
      }).replace(/^\{/m, '{ '),
    ),
    bad('key-twice', 'A key stands twice with the same value.', /^\{/, '{"auto_merge":false,'),
    bad('key-twice-other', 'A key stands twice, first with another value.', /^\{/, '{"auto_merge":true,'),
    bad('key-twice-inside', 'The same within an entry.', '"pr":null', '"pr":7,"pr":null'),
    bad('too-large', 'A number that reads as infinity.', '"facts":{}', '"facts":{"x":1e400}'),
    bad('minus-zero', 'Zero with a sign.', '"cycle":0', '"cycle":-0'),
    bad('fraction', 'A whole number with a fraction.', '"cycle":0', '"cycle":0.0'),
    bad('exponent', 'A number with a needless exponent.', '"pr":43', '"pr":4.3e1'),
    bad(
      'beyond',
      'A whole number that a double cannot tell from its neighbour.',
      '"facts":{}',
      '"facts":{"x":9007199254740993}',
    ),
    bad('surrogate-high', 'The first half of a surrogate pair, alone.', '"login":"octocat"', '"login":"\\ud83d"'),
    bad('surrogate-low', 'The second half of a surrogate pair, alone.', '"login":"octocat"', '"login":"\\ude00"'),
    bad('surrogate-key', 'An unpaired surrogate in a key.', '"facts":{}', '"facts":{"\\ud83d":1}'),
    bad('proto', 'The key __proto__ where any key may stand.', '"facts":{}', '"facts":{"__proto__":{"approved":true}}'),
    bad('proto-metadata', 'The same in metadata.', '"metadata":{}', '"metadata":{"__proto__":{"approved":true}}'),
    bad('escape-needless', 'A letter as an escape.', 'octocat', '\\u006fctocat'),
    bad('escape-slash', 'An escaped slash.', 'https://', 'https:\\/\\/'),
    unescaped('escape-upper', 'An escape in upper case.', '\\u003e', '\\u003E'),
    unescaped('escape-missing', 'A bare sign that could begin a tag.', '\\u003c', '<'),
    unescaped('escape-dash', 'Two bare dashes.', '-\\u002d', '--'),
    unescaped('escape-unicode', 'A bare letter outside ASCII.', '\\u00e9', '\u00e9'),
    unescaped('escape-short', 'A line break in its long form.', '\\n', '\\u000a'),
    ...fileVectors(),
  ];
}

/** A record outside a comment may be laid out anyhow, and must be read by everybody alike. */
function fileVectors(): readonly Vector[] {
  const text = JSON.stringify(RECORD, null, 2);
  const bad = (name: string, about: string, from: string, to: string) => {
    if (!text.includes(from)) throw new Error(`${name} finds nothing to change`);
    return fails(
      name,
      'not_canonical',
      about,
      text.replace(from, () => to),
      { isJson: true },
    );
  };
  return [
    bad(
      'file-key-twice',
      'In a file: a key stands twice.',
      '"auto_merge": false',
      '"auto_merge": true, "auto_merge": false',
    ),
    bad('file-surrogate', 'In a file: an unpaired surrogate.', '"octocat"', '"\\ud83d"'),
    bad('file-minus-zero', 'In a file: zero with a sign.', '"cycle": 0', '"cycle": -0'),
    bad('file-too-large', 'In a file: a number that reads as infinity.', '"facts": {}', '"facts": { "x": 1e400 }'),
    bad('file-proto', 'In a file: the key __proto__.', '"facts": {}', '"facts": { "__proto__": 1 }'),
  ];
}
