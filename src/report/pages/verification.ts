import type { Check, Verification } from '../../core/verify/index.ts';
import { itemLink, plain } from '../markdown/index.ts';

const MAX_FINDINGS = 50;
const WORDS = { fail: 'fails', inconclusive: 'cannot be told', notice: 'to be seen' } as const;
const SIGNS = { PASS: '✅', FAIL: '❌', INCONCLUSIVE: '❔' } as const;

/** What a verification came to, as Markdown for the job summary. Holds no outside text unescaped. */
export function renderVerification(verification: Verification, { repoUrl }: { readonly repoUrl: string }): string {
  const { verdict, codes, checks, entries, number } = verification;
  const item = number === null ? 'a record' : `the record of ${itemLink('issue', number, repoUrl)}`;
  const why = codes.length === 0 ? '' : ` (${codes.map((code) => `\`${code}\``).join(', ')})`;
  const parts = [
    `### LoopForge verify: ${item}`,
    `${SIGNS[verdict]} **${verdict}**${why}, ${entries} ${entries === 1 ? 'entry' : 'entries'}`,
    findingsOf(checks),
    `<details><summary>What was checked</summary>\n\n${tableOf(checks)}\n\n</details>`,
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function findingsOf(checks: readonly Check[]): string {
  const all = checks.flatMap((check) => check.findings);
  const lines = all.slice(0, MAX_FINDINGS).map(({ code, gravity, message }) => {
    return `- \`${code}\` (${WORDS[gravity]}): ${plain(message)}`;
  });
  const more = all.length - lines.length;
  return [...lines, ...(more > 0 ? [`- and ${more} more`] : [])].join('\n');
}

function tableOf(checks: readonly Check[]): string {
  const rows = checks.map((check) => `| \`${check.name}\` | ${resultOf(check)} |`);
  return ['| check | result |', '|---|---|', ...rows].join('\n');
}

function resultOf({ ran, why, findings }: Check): string {
  if (!ran) return `did not run: ${plain(why ?? '')}`;
  if (findings.length === 0) return 'holds';
  return `${findings.length} ${findings.length === 1 ? 'finding' : 'findings'}`;
}
