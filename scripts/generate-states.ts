import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuiltinLifecycleName, builtinLifecycle } from '../src/codec/lifecycle/builtin.ts';
import { type Edge, type Lifecycle, type State, triggerOf } from '../src/core/lifecycle/lifecycle.ts';
import { table, withSections } from './doc-tables.ts';
import { CONDITION_WORDS } from './states/condition-words.ts';

const PAGE = join(dirname(fileURLToPath(import.meta.url)), '../docs/states.md');

const PROOF = { head: 'the commit', pull_request: 'the pull request' } as const;

/** The page of the states with the tables of both lifecycles. @throws Error when a section or the words of a condition are missing */
export function withStates(page: string): string {
  return withSections('docs/states.md', page, {
    'standard-states': statesTable('standard'),
    'standard-steps': stepsTable('standard'),
    'strict-states': statesTable('strict'),
    'strict-steps': stepsTable('strict'),
  });
}

function statesTable(name: BuiltinLifecycleName): string {
  return table(
    ['state', 'gate', 'shown when', 'trigger', 'belongs to', 'leads to', 'condition'],
    builtinLifecycle(name).states.map((state) => [
      code(state.name),
      state.gate ? '**gate**' : '–',
      state.when === null ? '–' : wordsFor(state.when.text),
      code(state.trigger ?? state.name),
      state.per === null ? 'the item' : PROOF[state.per],
      [...new Set(state.to.map((edge) => code(edge.to)))].join(', ') || '–',
      state.when === null ? '–' : code(plain(state.when.text)),
    ]),
  );
}

/** The steps, those that differ in nothing but where they begin in one row. */
function stepsTable(name: BuiltinLifecycleName): string {
  const lifecycle = builtinLifecycle(name);
  const steps = lifecycle.states.flatMap((state) => state.to.map((edge) => stepOf(lifecycle, state, edge)));
  const alike = Map.groupBy(steps, ({ rest }) => JSON.stringify(rest));
  return table(
    ['from', 'to', 'trigger', 'open when', 'condition'],
    [...alike.values()].map((group) => [group.map(({ from }) => from).join(', '), ...(group[0]?.rest ?? [])]),
  );
}

function stepOf(lifecycle: Lifecycle, from: State, edge: Edge): { from: string; rest: readonly string[] } {
  const guard = edge.if?.text ?? null;
  const open = guard === null ? ['always', '–'] : [wordsFor(guard), code(plain(guard))];
  return { from: code(from.name), rest: [code(edge.to), code(triggerOf(lifecycle, from.name, edge)), ...open] };
}

/** @throws Error where the condition has no words yet */
function wordsFor(condition: string): string {
  const words = CONDITION_WORDS.get(plain(condition));
  if (words === undefined) throw new Error(`Put this condition in words in condition-words.ts: ${plain(condition)}`);
  return words;
}

/** On one line, however the file breaks it. */
function plain(condition: string): string {
  return condition.trim().replaceAll(/\s+/g, ' ');
}

function code(text: string): string {
  return `\`${text}\``;
}

if (import.meta.main) await writeFile(PAGE, withStates(await readFile(PAGE, 'utf8')));
