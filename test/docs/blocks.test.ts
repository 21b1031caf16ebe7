import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import packageJson from '../../package.json' with { type: 'json' };
import { readInputs } from '../../src/action/inputs/inputs.ts';
import { variableOf } from '../../src/action/inputs/values.ts';
import { OUTPUTS } from '../../src/action/outputs/register.ts';
import { postgresSchema } from '../../src/adapters/store/postgres/migrations.ts';
import { SQLITE_STEPS } from '../../src/adapters/store/sqlite/migrations.ts';
import { readCommandLine } from '../../src/cli/program.ts';
import { parseConfig } from '../../src/codec/config/config.ts';
import { terminalOf } from '../cli/run-cli-here.ts';
import { BLOCKS, type Block, blocksIn, workflowOf, yamlKind } from './blocks.ts';

/*
 * Every block of every page is tried: here, or by the test that is named. A block in another language has no checker yet,
 * and fails until it gets one.
 */

type Check = (block: Block) => unknown;

const CHECKS: { readonly [language: string]: Check } = {
  yaml: checkYaml,
  sh: checkShell,
  json: ({ text }) => JSON.parse(text),
  mermaid: checkDiagram,
  // Compiled and run by test/library/package.test.ts, from the same list of blocks.
  ts: () => {},
  // Run against real deliveries by test/process/receiver.test.ts and test/python/receiver.test.ts, by the page alone.
  js: ({ page }) => expect(page).toBe('docs/hooks.md'),
  python: ({ page }) => expect(page).toBe('docs/hooks.md'),
  // Compared with what is printed by test/cli/page.test.ts, from the same list of blocks.
  console: ({ text }) => expect(text).toMatch(/^\$ loopforge \w+ /),
  // Run by test/tools/syslog-ng.test.ts, as it stands there.
  conf: ({ page, text }) => expect([page, text]).toEqual(['docs/export.md', expect.stringMatching(/^@version: /)]),
  ini: checkSections,
  sql: ({ text }) => expect(SCHEMAS).toContain(text),
  text: (block) => (TEXTS[block.page] ?? unknownText)(block),
};

/** What the stores with tables make there. */
const SCHEMAS = [`${SQLITE_STEPS.join('\n')}\n`, postgresSchema()];

/** Texts by the page that they stand on. */
const TEXTS: { readonly [page: string]: Check } = {
  // Compared with what a run says by red-merge.test.ts, which looks at the first one.
  'docs/out-of-order.md': (block) =>
    expect(blocksIn('text').filter(({ page }) => page === block.page)).toEqual([block]),
  'docs/record-format.md': ({ text }) => {
    const [comment, segment] = ['docs/record-format/comment.md', 'test/vectors/records/good/sealed.segment-1.md'];
    const form = formOf(text.trim());
    expect(readFileSync(text.startsWith('{') ? segment : comment, 'utf8')).toMatch(form);
  },
};

function unknownText({ page }: Block): void {
  throw new Error(`Nothing compares this text of ${page}`);
}

/** A form in which `…` and `<words>` stand for anything. */
function formOf(text: string): RegExp {
  const parts = text.split(/…|<[\w ]+>/).map((part) => part.replaceAll(/[^\w\s]/g, '\\$&'));
  return new RegExp(parts.join('[\\s\\S]*'));
}

test('there are blocks, and each names its language', () => {
  expect(BLOCKS.length).toBeGreaterThan(40);
  expect(BLOCKS.filter(({ language }) => language === '')).toEqual([]);
});

test.each(BLOCKS.map((block) => [`${block.page}:${block.line}`, block] as const))(
  'the block of %s is tried, and holds',
  async (_, block) => {
    const check = CHECKS[block.language];
    expect(check, `a checker for "${block.language}"`).toBeDefined();
    await check?.(block);
  },
);

/** Workflows and parts of them are linted by test/workflows.test.ts; here it is what they give to the action. */
async function checkYaml(block: Block): Promise<void> {
  if (yamlKind(block) === 'settings') await parseConfig(block.text, block.page);
  else for (const step of stepsOf(block)) await readInputs(envOf(step.with ?? {}));
}

interface Step {
  readonly uses?: string;
  readonly with?: { readonly [input: string]: unknown };
}

function stepsOf(block: Block): readonly Step[] {
  const { jobs }: { readonly jobs: { readonly [job: string]: { readonly steps: readonly Step[] } } } = parse(
    workflowOf(block) ?? '',
  );
  return Object.values(jobs).flatMap(({ steps }) => steps.filter(({ uses }) => uses === 'loopforge/loopforge@v1'));
}

/** What an expression may stand for, by the name of its input. */
const EXPRESSIONS: { readonly [input: string]: string } = {
  command: 'track',
  issue: '42',
  to: 'merged',
  reason: 'Approved by phone.',
};

function envOf(inputs: NonNullable<Step['with']>): { readonly [variable: string]: string } {
  const given = Object.entries(inputs).map(([name, value]) => {
    const text = String(value);
    return [variableOf(name), text.startsWith('${{') ? (EXPRESSIONS[name] ?? '') : text];
  });
  return Object.fromEntries([...given, ['GITHUB_REPOSITORY', 'acme/widgets']]);
}

/** The shell's own parser reads it (below, all blocks at once), ours what is for us, and files that it names are there. */
function checkShell({ text }: Block): void {
  for (const line of text.replaceAll(/\\\n/g, ' ').split('\n')) {
    const words = wordsOf(line);
    const [program = '', ...rest] = words[0] === 'npx' ? words.slice(1) : words;
    if (program === 'loopforge')
      expect(readCommandLine(rest, terminalOf({}, { stdout: '', stderr: '' }))).toBeDefined();
    else if (words[0] === 'npx') expect(existsSync(`node_modules/.bin/${program}`), line).toBe(true);
    else if (program === 'npm') checkNpm(rest, line);
    const files = words.filter((word) => /^(?:\.ci|docs|scripts|test)\/[\w./-]+$/.test(word));
    expect(
      files.filter((file) => !existsSync(file)),
      line,
    ).toEqual([]);
  }
}

/** Those that npm itself knows, beside the scripts of a project. */
const NPM = ['cit', 'install', 'pack', 'publish'];

function checkNpm([command = '', script = '']: readonly string[], line: string): void {
  const scripts = Object.keys(packageJson.scripts);
  if (command === 'run') expect(scripts, line).toContain(script);
  else expect([...NPM, ...scripts.filter((name) => name === 'start' || name === 'test')], line).toContain(command);
}

/** The words of the first command of a line, without quotes, comment, pipes and files to write to. */
function wordsOf(line: string): readonly string[] {
  const command = line.replace(/(?:^|\s)#.*$/, '').split(/ [|>] /)[0] ?? '';
  return [...command.matchAll(/"(?<quoted>[^"]*)"|\S+/g)].map(({ 0: word, groups }) => groups?.['quoted'] ?? word);
}

/** Sections, and in each of them words with what they are set to. */
function checkSections({ text }: Block): void {
  expect(text).toMatch(/^(?:\[[A-Z]+\]\n(?: {4}\w+ +\S.*\n)+\n?)+$/);
}

/** Its nodes are the rooms, and every arrow leads from one that is there to another. */
function checkDiagram({ text }: Block): void {
  const nodes = [...text.matchAll(/^ *(?:subgraph )?(\w+)(?:\[".*"\])?$/gm)].map(([, node = '']) => node);
  const rooms = readdirSync('src', { withFileTypes: true }).flatMap((one) => (one.isDirectory() ? one.name : []));
  expect(nodes).toEqual(expect.arrayContaining(rooms));
  const arrows = text.split('\n').filter((line) => line.includes('-->'));
  expect(arrows.length).toBeGreaterThan(3);
  for (const end of arrows.flatMap((arrow) => arrow.trim().split(/ --> | & /))) expect(nodes).toContain(end);
}

test('the shell takes every block for it', () => {
  const all = blocksIn('sh').map(({ text }, index) => `block_${index}() {\n${text}\n}\n`);
  const { stderr, status } = spawnSync('bash', ['-n'], { input: all.join(''), encoding: 'utf8' });
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
});

test('every output of LoopForge that a page asks for is one', () => {
  const pages = [...new Set(BLOCKS.map(({ page }) => page))].map((page) => readFileSync(page, 'utf8')).join('\n');
  const asked = [...pages.matchAll(/\bsteps\.loopforge\.outputs\.([\w-]+)/g)].map(([, name]) => name);
  expect(asked.length).toBeGreaterThan(5);
  expect(OUTPUTS.map(({ name }) => name)).toEqual(expect.arrayContaining(asked));
});

describe('what is wrong in a block is found', () => {
  const block = (language: string, text: string): Block => ({ page: 'docs/none.md', line: 1, language, text });

  test.each([
    ['a setting that there is not', block('yaml', 'lifecylce: strict\n')],
    ['a value that a setting does not take', block('yaml', 'comment: long\n')],
    ['an input that there is not', block('yaml', '- uses: loopforge/loopforge@v1\n  with: { comand: sweep }\n')],
    ['inputs that make no sense together', block('yaml', '- uses: loopforge/loopforge@v1\n  with: { to: merged }\n')],
    ['a command that there is not', block('sh', 'npx loopforge shwo acme/widgets#1\n')],
    ['an option that there is not', block('sh', 'loopforge verify --al --repo acme/widgets > verify.json\n')],
    ['a script that there is not', block('sh', 'npm run pictrues   # the pictures\n')],
    ['a file that there is not', block('sh', 'python3 test/python/verify.py docs/record-format/comment.md\n')],
    ['a room that there is not', block('mermaid', 'flowchart TB\n  a["A"]\n  a --> b\n')],
    ['a word in no section', block('ini', 'Name tail\n')],
    ['a configuration that nobody runs', block('conf', '@version: 3.35\n')],
    ['a quotation that nobody compares', block('text', 'Said once.\n')],
  ])('%s', async (_, wrong) => {
    await expect(async () => CHECKS[wrong.language]?.(wrong)).rejects.toThrow();
  });
});
