import type { Json } from '../json.ts';

export const SALT = 'ISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0-P0A';
export const SHA = '0123456789abcdef0123456789abcdef01234567';
export const BOUND = ['record_id', 'ref', 'ref_number', 'repo', 'host', 'repo_id', 'issue_id'] as const;

/** Standard, strict, one that nobody has the table of, and none. */
export const LIFECYCLES = [
  'cCoNTihws7paQ7Ci1bFGkyxn6CBOsQfjtBkkkKV7zTQ',
  'GKcL-aSI94X7csyTGzp-IVPsnhjkVC52nUCzNSiGUlU',
  'AKcL-aSI94X7csyTGzp-IVPsnhjkVC52nUCzNSiGUlU',
  null,
];

/** Words of the closed lists, and of each one that a later release might add. */
export const WORDS = {
  source: wordsOf('observed reconstructed asserted override attested'),
  code: wordsOf('illegal_transition gate_not_met gate_lost guard_false vetoed outvoted'),
  flag: wordsOf('late no_checks stale unproven rebuilt inferred elsewhere attested'),
  need: wordsOf('failed pinned approvals condition closed signed'),
  kind: wordsOf(
    'adopted reproved late_evidence merge_judged accept restored merged_record continued transferred redaction repair edits_coalesced migration witnessed',
  ),
  state: wordsOf(
    'issue_created task_queued pr_created ci_pending ci_passed ci_failed in_review approved merged closed elsewhere',
  ),
} as const;

export const CAUSES = [
  '|',
  '',
  ...'vetoed|close|43|x|0 vetoed|close |close| close|merge|1||0 vetoed|CLOSE|||'.split(' '),
];

/** Texts of which each is somewhere between good and bad, or hard to spell. */
export const ODD_TEXTS: readonly string[] = [
  ...wordsOf('a null 0 __proto__ constructor toString redacted actor metadata/ metadata/reason (read) user User true'),
  ...wordsOf('closed merged issue_created ci_passed github.com acme/widgets acme/widgets/x acme/widgets#42'),
  ...wordsOf('acme/widgets#042 loop-0123abcd loop-0123ABCD http://x https://github.com/acme/widgets/issues/42'),
  ...wordsOf('- -- --> ---> <!-- <>& a--b \\u002d "\\/ é 😀 \u{10ffff} … (+12)'),
  ...[
    ' ',
    'a/b#1\n',
    '<!-- loopforge:record',
    '\u2028',
    '\ufeff',
    '\uffff',
    '\0',
    '\x1f',
    '\x7f',
    '\b\f\r\n\t',
    '\ud800',
    '\udc00\ud800',
  ],
  ...[SALT, `${SALT.slice(0, 42)}B`, SALT.slice(1), `${SALT}=`, SALT.replace('-', '+'), SALT.replace('-', '/')],
  ...[SHA, SHA.toUpperCase(), `${SHA}a`, 'a'.repeat(64), 'x'.repeat(5000)],
];

/** Times, and what looks like one. */
export const ODD_TIMES: readonly string[] = [
  ...wordsOf('2026-11-22T08:41:07Z 2000-01-01T00:00:00Z 9999-12-31T23:59:59Z 1999-12-31T23:59:59Z'),
  ...wordsOf(
    '0000-01-01T00:00:00Z 2026-02-29T00:00:00Z 2024-02-29T00:00:00Z 2100-02-29T00:00:00Z 2000-02-29T12:00:00Z',
  ),
  ...wordsOf('2026-04-31T00:00:00Z 2026-13-01T00:00:00Z 2026-00-10T00:00:00Z 2026-01-00T00:00:00Z'),
  ...wordsOf(
    '2026-11-22T24:00:00Z 2026-11-22T23:60:00Z 2016-12-31T23:59:60Z 2026-11-22T08:41:07z 2026-11-22t08:41:07Z',
  ),
  ...wordsOf('2026-11-22T08:41:07 2026-11-22T08:41:07.000Z 2026-11-22T08:41:07+00:00 ２026-11-22T08:41:07Z'),
  ...['+02026-11-22T08:41:07Z', ' 2026-11-22T08:41:07Z', '2026-11-22T08:41:07Z\n', '٢026-11-22T08:41:07Z'],
];

export const ODD_NUMBERS: readonly number[] = [
  ...[0, 1, 2, 3, 7, 42, -1, -0, 0.5, -0.5, 4.5, 1e-6, 1e-7, 5e-324, 1.5e-10, 0.1, 1 / 3],
  ...[2 ** 31, 2 ** 53 - 1, 1 - 2 ** 53, 2 ** 53, 1e20, 1e21, 1.7976931348623157e308],
];

/** Values of every type, made anew each time, since they are changed in place. */
export function odd(): readonly Json[] {
  return [
    ...[null, true, false, 0, 1, '', 'x', [], {}, [null], [[]], { '': '' }, { a: 1 }, ['a', 'a'], ['b', 'a'], [1, 2]],
    ...[{ redacted: SALT }, { redacted: 'x' }, { redacted: null }, { redacted: SALT, more: 1 }],
  ];
}

/** The words, and the empty one. */
function wordsOf(words: string): readonly string[] {
  return ['', ...words.split(' ')];
}
