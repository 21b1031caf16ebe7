import fc from 'fast-check';
import { builtinLifecycle } from '../../src/codec/lifecycle/builtin.ts';
import { toBase64Url } from '../../src/core/encoding/hash.ts';
import { traitsIn } from '../../src/core/lifecycle/traits.ts';
import { appendEntries, type Draft, emptyRecord } from '../../src/core/record/append/append.ts';
import type { NoteKind } from '../../src/core/record/entry.ts';
import type { Genesis, LoopRecord } from '../../src/core/record/record.ts';
import type { Random } from '../../src/core/values/clock.ts';
import { trustedHash, trustedSha } from '../../src/core/values/ids.ts';
import { instantOf } from '../../src/core/values/instant.ts';
import type { JsonObject, JsonValue } from '../../src/core/values/json.ts';
import type { RunRef } from '../../src/core/values/shapes.ts';
import { FLAGS, NEED_KINDS, NOTE_KINDS, REJECTION_CODES } from '../../src/core/values/words.ts';

/** Bytes that are the same on every run: what is under test never depends on which they are. */
export function countingRandom(): Random {
  let next = 0;
  return (size) => Uint8Array.from({ length: size }, () => next++ % 256);
}

/** Texts that have broken hidden JSON, Markdown, HTML or Mermaid somewhere. */
export const HOSTILE_TEXTS: readonly string[] = [
  '-->',
  '--!>',
  '<!--',
  '<!-->',
  '<!-- loopforge:record',
  '---',
  '--\n-->\n@octocat',
  'a --> b',
  's1 --> s2: "x"',
  '```\n@octocat\n```',
  '`',
  '``a`b``',
  '|x|y|',
  '@octocat',
  'please ask @acme/team now',
  '#1',
  'acme/widgets#7',
  'GH-12',
  'https://evil.example/?q=1',
  'www.evil.example',
  'mail me at octocat@evil.example',
  '[text](https://evil.example)',
  '![text](https://evil.example/x.png)',
  '<img src=x onerror=alert(1)>',
  '<script>alert(1)</script>',
  '<details open>',
  '</details>',
  '</code>@octocat',
  '&lt;b&gt; &amp; &#64;octocat',
  '\u202eevil\u2066',
  '\u200b\u00ad\ufeff',
  'line\r\nbreak\rand\nmore',
  '\u2028\u2029',
  '\u0000\u0007\u001b[31m',
  'ünïcödé 漢字 \u{1f600}',
  '\\u003e \\',
  '* item',
  '# heading',
  '    indented',
  '"] --x b["',
  '%%{init: {}}%%',
  'click s1 href "javascript:alert(1)"',
  'end',
  '0123456789abcdef0123456789abcdef01234567',
  'constructor',
  ':tada:',
  '$x^2$',
  '~~gone~~ **bold** _it_',
];

const SURROGATES = { first: 0xd800, count: 0x800 };

/**
 * Any character of Unicode. `unit: 'binary'` of fast-check's own texts is the same, but lists all the million of them
 * before it makes the first.
 */
const anyCharacter = fc
  .integer({ min: 0, max: 0x10ffff - SURROGATES.count })
  .map((index) => String.fromCodePoint(index < SURROGATES.first ? index : index + SURROGATES.count));

/** Any text of characters, whatever they are. */
export function anyCharacters(limits: { readonly minLength?: number; readonly maxLength?: number }) {
  return fc.array(anyCharacter, limits).map((characters) => characters.join(''));
}

/** Any well-formed text, often a hostile one or several of them in a row. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...HOSTILE_TEXTS),
  fc.array(fc.constantFrom(...HOSTILE_TEXTS, '-', '<', '>', '!', ' '), { maxLength: 5 }).map((parts) => parts.join('')),
  anyCharacters({ maxLength: 30 }),
);

const anyName = anyText.filter((text) => text !== '');
const anyKey = anyText.filter((text) => text !== '__proto__');

const anyNumber = fc.oneof(
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Number.isInteger(value)),
);

/** Any value that a record may hold. */
export const anyJson: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constant(null),
    fc.boolean(),
    anyNumber.filter((value) => !Object.is(value, -0)),
    anyText,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(anyKey, tie('value'), { maxKeys: 3 }),
  ),
})).value;

const anyMap: fc.Arbitrary<JsonObject> = fc.dictionary(anyKey, anyJson, { maxKeys: 3 });
const anyTexts = fc.dictionary(anyKey, anyText, { maxKeys: 3 });
const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });

const anyHash = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => trustedHash(toBase64Url(bytes)));
const anySha = fc
  .uint8Array({ minLength: 20, maxLength: 20 })
  .map((bytes) => trustedSha(Buffer.from(bytes).toString('hex')));
const anyTime = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => instantOf(date.getTime()));
const anyCount = fc.nat({ max: 1_000_000 });
const anyPositive = fc.integer({ min: 1, max: 1_000_000 });

/** Names of states: mostly the ordinary ones, which may repeat. */
const anyState = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom('issue_created', 'task_queued', 'ci_pending', 'ci_failed', 'merged', 'closed'),
  },
  { weight: 1, arbitrary: anyName },
);

const anyActor = orNull(
  fc.record({ id: anyName, login: anyName, type: fc.constantFrom('User', 'Bot', 'Agent', 'Unknown') }),
);

const anyRun: fc.Arbitrary<RunRef | null> = orNull(
  fc.record({
    id: anyPositive.map(String),
    attempt: anyPositive,
    url: fc.oneof(anyText, fc.constant('https://github.com/acme/widgets/actions/runs/9/attempts/1')),
  }),
);

const draftBase = {
  trigger: anyText,
  at: orNull(anyTime),
  source: fc.constantFrom('observed', 'reconstructed', 'asserted', 'override'),
  actor: anyActor,
  pr: orNull(anyPositive),
  pr_url: orNull(anyText),
  sha: orNull(anySha),
  basis: fc.record({ observed: orNull(anyState), sha: orNull(anySha), cycle: anyCount, rules: orNull(anyHash) }),
  evidence: fc.record({ at: orNull(anyTime), facts: anyMap, checks: orNull(anyTexts) }),
  flags: fc.uniqueArray(fc.constantFrom(...FLAGS)),
  metadata: anyMap,
} as const;

const anyTransition = fc.record({
  kind: fc.constant('transition'),
  from: orNull(anyState),
  to: anyState,
  ...draftBase,
});
const anyNeed = fc.record({
  kind: fc.constantFrom(...NEED_KINDS),
  names: fc.array(anyText, { maxLength: 2 }),
  counts: fc.dictionary(anyKey, anyCount, { maxKeys: 2 }),
});
const anyRejection = fc.record({
  kind: fc.constant('rejection'),
  from: anyState,
  to: anyState,
  code: fc.constantFrom(...REJECTION_CODES),
  cause: anyText,
  message: anyText,
  needs: fc.array(anyNeed, { maxLength: 2 }),
  ...draftBase,
});
const anyBinding = fc.record({
  host: orNull(fc.constant('github.com')),
  repo_id: orNull(anyName),
  issue_id: orNull(anyName),
  record_id: fc.constantFrom('acme/widgets#42', 'loop-0a058059'),
  ref: anyName,
  ref_number: orNull(anyPositive),
  repo: orNull(fc.constantFrom('acme/widgets', 'octocat/hello.world-1')),
});

/** What a note of each kind may say; of the others nothing. */
const anyData: { readonly [kind in NoteKind]?: fc.Arbitrary<unknown> } = {
  accept: fc.record({ seq: anyPositive }),
  restored: fc.constant(null),
  merged_record: fc.constant(null),
  continued: fc.record({ comment_id: anyName, hash: anyHash }),
  transferred: fc.record({ from: anyBinding, to: anyBinding }),
  redaction: fc.record({
    seq: anyPositive,
    names: fc
      .uniqueArray(
        fc.oneof(
          fc.constant('actor'),
          anyKey.map((key) => `metadata/${key}`),
        ),
        { minLength: 1, maxLength: 3 },
      )
      .map((names) => names.sort()),
  }),
  repair: fc.record({
    body: anyHash,
    edited_at: orNull(anyTime),
    fields: fc.array(anyName, { maxLength: 3 }),
    more: anyCount,
  }),
  edits_coalesced: fc.nat({ max: 1000 }).map((revisions) => ({ revisions, rev: revisions + 1 })),
};

const anyNote = fc.constantFrom(...NOTE_KINDS).chain((note) => {
  const data = anyData[note];
  const isNaming = note === 'restored' || note === 'merged_record';
  const named = isNaming ? fc.array(anyHash, { minLength: 1, maxLength: 3 }) : fc.constant([]);
  const was = data === undefined ? fc.constant(null) : fc.record({ data, kept: fc.constant([]), named });
  return fc.record({
    ...draftBase,
    kind: fc.constant('note'),
    note: fc.constant(note),
    trigger: fc.constant(note),
    was,
  });
});

const anyDraft: fc.Arbitrary<Draft> = fc.oneof(
  { weight: 4, arbitrary: anyTransition },
  { weight: 1, arbitrary: anyRejection },
  { weight: 1, arbitrary: anyNote },
) as fc.Arbitrary<Draft>;

const anyGenesis: fc.Arbitrary<Genesis> = fc.record({
  host: orNull(fc.constant('github.com')),
  repo_id: orNull(anyName),
  issue_id: orNull(anyName),
  record_id: fc.constantFrom('acme/widgets#42', 'loop-0a058059'),
  ref: anyName,
  ref_number: orNull(anyPositive),
  repo: orNull(fc.constantFrom('acme/widgets', 'octocat/hello.world-1')),
  labels: anyTexts,
  created_at: anyTime,
  auto_merge: fc.boolean(),
  lifecycle: anyHash,
  nonce: anyHash,
});

/** Any record with a right chain, its texts hostile; `maxLength` bounds the entries. */
export function anyRecord({ maxLength = 6 }: { readonly maxLength?: number } = {}): fc.Arbitrary<LoopRecord> {
  return fc
    .record({
      genesis: anyGenesis,
      birth: anyTransition as fc.Arbitrary<Draft>,
      drafts: fc.array(anyDraft, { maxLength: Math.max(0, maxLength - 1) }),
      recordedAt: anyTime,
      run: anyRun,
      view: orNull(anyHash),
    })
    .map(({ genesis, birth, drafts, recordedAt, run, view }) => {
      const { record } = appendEntries(emptyRecord(genesis), [birth, ...drafts], {
        recordedAt,
        run,
        lifecycle: genesis.lifecycle,
        settings: null,
        random: countingRandom(),
        traitsOf: traitsIn(builtinLifecycle('standard')),
      });
      return { ...record, head: { ...record.head, rev: 1, view } };
    });
}
