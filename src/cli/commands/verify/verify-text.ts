import type { Finding, Gravity, Verdict, Verification } from '../../../core/verify/index.ts';
import { aligned, type Line, type Piece, type Tone } from '../../terminal/index.ts';

const LABELS: { readonly [gravity in Gravity]: Piece } = {
  fail: { tone: 'bad', text: 'FAIL' },
  inconclusive: { tone: 'pending', text: 'UNCLEAR' },
  notice: { tone: 'quiet', text: 'NOTICE' },
};

const TONES: { readonly [verdict in Verdict]: Tone } = { PASS: 'good', FAIL: 'bad', INCONCLUSIVE: 'pending' };

/** A verdict in its colour. */
export function verdictPiece(verdict: Verdict): Piece {
  return { tone: TONES[verdict], text: verdict };
}

/** What the checks found, a line each. */
export function findingLines({ checks }: Verification): readonly Line[] {
  const findings = checks.flatMap((check) => check.findings);
  const rows = findings.map((finding) => [LABELS[finding.gravity], `${placeOf(finding)}${finding.message}`]);
  return aligned(rows).map((line) => ['  ', ...line]);
}

function placeOf({ code, seq, message }: Finding): string {
  const place = seq === null || new RegExp(`\\bentry ${seq}\\b`, 'i').test(message) ? '' : `entry ${seq}: `;
  return `${code}: ${place}`;
}

const MEANING: { readonly [verdict in Verdict]: string } = {
  PASS: 'The record holds.',
  FAIL: 'The record does not hold.',
  INCONCLUSIVE: 'Whether the record holds could not be told.',
};

/** What it comes to, which checks ran, and which did not and why: one that did not is never a pass. */
export function checkLines({ verdict, checks, entries, headHash, url, scope }: Verification): readonly Line[] {
  const ran = checks.filter((check) => check.ran).map(({ name }) => name);
  const others = checks.filter((check) => !check.ran).map(({ name, why }) => [`${name}:`, why ?? '']);
  const beyond = scope === 'record' ? ' Who wrote it, and when, a file cannot show.' : '';
  return [
    [`  ${MEANING[verdict]}${beyond}`],
    [`  entries: ${entries}${headHash === null ? '' : `, the last one is ${headHash}`}`],
    ...(url === null ? [] : [[`  comment: ${url}`]]),
    [`  checks that ran: ${ran.length === 0 ? 'none' : ran.join(', ')}`],
    ...(others.length === 0 ? [] : [['  checks that did not run:']]),
    ...aligned(others).map((line) => ['    ', ...line]),
  ];
}
