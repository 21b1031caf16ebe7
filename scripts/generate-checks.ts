import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type CheckEvidence, GITHUB_CHECKS, RECORD_CHECKS } from '../src/core/verify/register/index.ts';
import { table, withSections } from './doc-tables.ts';

const CLI_PAGE = join(dirname(fileURLToPath(import.meta.url)), '../docs/cli.md');

/** What a check looks at, in words. */
const EVIDENCE: { readonly [Kind in keyof CheckEvidence]: string } = {
  line: 'the text of the comment',
  value: 'the value in it, or in a file',
  view: 'the visible text, once the rest holds',
  record: 'the record',
  all_entries: 'the record with all sealed parts',
  comments: 'the comments of the item',
  history: 'the edit history of its comments',
  timeline: 'the timeline, pull requests and statuses',
  runs: 'the workflow runs that entries name',
  today: 'the facts of today',
};

/** The page of the command line with the register of checks. @throws Error when its section is missing */
export function withChecks(page: string): string {
  const checks = table(
    ['check', 'makes sure that', 'looks at'],
    [...RECORD_CHECKS, ...GITHUB_CHECKS].map(({ name, says, needs }) => [`\`${name}\``, says, EVIDENCE[needs]]),
  );
  return withSections('docs/cli.md', page, { checks });
}

if (import.meta.main) await writeFile(CLI_PAGE, withChecks(await readFile(CLI_PAGE, 'utf8')));
