import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { SAMPLE, workflowText } from '../../src/report/setup/workflow.ts';

/** What stands on a page between two fences. */
export interface Block {
  readonly page: string;
  /** Of its first line on that page. */
  readonly line: number;
  /** Empty: the fence names none. */
  readonly language: string;
  readonly text: string;
}

/** Every page that people read; decisions speak of the code as it was then. */
const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  'docs/package/README.md',
  ...readdirSync('docs').flatMap((name) => (name.endsWith('.md') ? join('docs', name) : [])),
];

/** Every block of every page. */
export const BLOCKS: readonly Block[] = PAGES.flatMap(blocksOf);

export function blocksIn(language: string): readonly Block[] {
  return BLOCKS.filter((block) => block.language === language);
}

function blocksOf(page: string): readonly Block[] {
  const all = readFileSync(page, 'utf8');
  const fenced = all.matchAll(/^(?<indent> *)```(?<language>\w*)\n(?<body>[\s\S]*?)^\k<indent>```$/gm);
  return [...fenced].map(({ index, groups: { indent = '', language = '', body = '' } = {} }) => ({
    page,
    line: all.slice(0, index).split('\n').length + 1,
    language,
    text: body.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
  }));
}

/** What a block of YAML is: a whole workflow, a part of one, steps of a job, or the settings of a repository. */
export type YamlKind = 'workflow' | 'part' | 'job' | 'steps' | 'settings';

const PARTS = ['on', 'permissions'];

export function yamlKind({ text }: Pick<Block, 'text'>): YamlKind {
  const value: unknown = parse(text);
  if (Array.isArray(value)) return 'steps';
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  if (entries.some(([key]) => key === 'jobs')) return 'workflow';
  if (entries.every(([key]) => PARTS.includes(key))) return 'part';
  const isJob = ([, one]: [string, unknown]) => typeof one === 'object' && one !== null && 'runs-on' in one;
  return entries.every(isJob) ? 'job' : 'settings';
}

/** The workflow that a block is, or that it makes of the sample where it stands for a part of it. Null: it is no workflow. */
export function workflowOf(block: Pick<Block, 'text'>): string | null {
  const value = parse(block.text);
  const sample = parse(workflowText(SAMPLE));
  switch (yamlKind(block)) {
    case 'settings':
      return null;
    case 'workflow':
      return block.text;
    case 'part':
      return stringify({ ...sample, ...value, on: { ...sample.on, ...value.on } });
    case 'job':
      return stringify({ ...sample, jobs: value });
    case 'steps': {
      const { loopforge } = sample.jobs;
      return stringify({ ...sample, jobs: { loopforge: { ...loopforge, steps: [...loopforge.steps, ...value] } } });
    }
  }
}
