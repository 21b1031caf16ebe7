import type { Finding, Verification } from '../../../core/verify/index.ts';

const WORDS = { fail: 'FAIL', inconclusive: 'UNCLEAR', notice: 'NOTICE' } as const;

/** What the checks found, a line each. */
export function findingsText({ checks }: Verification): string {
  return checks
    .flatMap((check) => check.findings)
    .map((finding) => `  ${WORDS[finding.gravity]}  ${placeOf(finding)}${finding.message}\n`)
    .join('');
}

function placeOf({ code, seq, message }: Finding): string {
  const place = seq === null || new RegExp(`\\bentry ${seq}\\b`, 'i').test(message) ? '' : `entry ${seq}: `;
  return `${code}: ${place}`;
}

/** Which checks ran, and which did not and why: one that did not is never a pass. */
export function checksText({ checks, entries, headHash, url, scope }: Verification): string {
  const ran = checks.filter((check) => check.ran).map(({ name }) => name);
  const others = checks.filter((check) => !check.ran);
  return [
    `  entries: ${entries}${headHash === null ? '' : `, the last one is ${headHash}`}`,
    ...(url === null ? [] : [`  comment: ${url}`]),
    `  checks that ran: ${ran.length === 0 ? 'none' : ran.join(', ')}`,
    ...(others.length === 0 ? [] : ['  checks that did not run:']),
    ...others.map(({ name, why }) => `    ${name}: ${why ?? ''}`),
    ...(scope === 'record'
      ? ['  This is about the record in itself; who wrote it, and when, a file cannot show.']
      : []),
    '',
  ].join('\n');
}
