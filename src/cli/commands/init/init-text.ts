import { join, relative } from 'node:path';
import type { Setup } from '../../../compose/cli/index.ts';

const DOCS = 'https://github.com/loopforge/loopforge/blob/v1/docs';

/** What a person must know of what was found, or was not; one line each. */
export function notesOn({ ciWorkflows, defaultBranch, enterprise, others, unreadable }: Setup): readonly string[] {
  return [
    ...unreadable.map((path) => `${path} is no YAML that can be read, and is left out.`),
    ...others.map((path) => `${path} runs LoopForge already. With a second workflow it does everything twice.`),
    ...(ciWorkflows.length > 0
      ? []
      : [
          'No workflow here runs for pull requests. Replace "CI" in "workflows: [CI]" by the name of yours; without any CI, set "ci: none" in .github/loopforge.yml.',
        ]),
    ...(defaultBranch !== null
      ? []
      : [
          'Git does not tell the default branch here; "main" is assumed. If it is another one, change "branches: [main]".',
        ]),
    ...(enterprise
      ? [`This is for a GitHub Enterprise Server: runners of your own, and no "concurrency". See ${DOCS}/ghes.md`]
      : []),
  ];
}

/** The files as they would be written. */
export function filesText({ files }: Setup): string {
  const remarks = { absent: '', same: ' (there already, just like this)', other: ' (something else is there already)' };
  return files.map(({ path, text, there }) => `--- ${path}${remarks[there]}\n${text}`).join('\n');
}

/**
 * What was written, and the one thing to do next.
 * @param folder where the person stands, from which paths are told
 */
export function writtenText({ root, files, ciWorkflows, defaultBranch }: Setup, folder: string): string {
  const written = files.flatMap(({ path, there }) => (there === 'absent' ? relative(folder, join(root, path)) : []));
  if (written.length === 0) return 'All of it is there already; nothing was written.\n';
  const branch = defaultBranch ?? 'main';
  return `Written:
${written.map((path) => `  ${path}`).join('\n')}

It listens to ${ciWorkflows.length > 0 ? ciWorkflows.join(', ') : 'CI'} and to ${branch}. Settings to look at first: "begin", "on_invalid" and "required_checks".
Where many issues are open, read this before: ${DOCS}/first-run.md

Next: commit and push to ${branch}; GitHub starts such a workflow from there only.

  git add ${written.join(' ')}
  git commit -m "Track work items with LoopForge"
  git push
`;
}
