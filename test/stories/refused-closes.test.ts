import { describe, expect, test } from 'vitest';
import type { MissingNeed } from '../../src/core/lifecycle/need.ts';
import { runStory } from './run-story.ts';
import { scenesOf } from './scenes.ts';
import type { LifecycleName } from './story.ts';
import { STORIES } from './table.ts';

/** What is said of the last refusal of a story: by structure, and in words. */
function said(id: string, lifecycle: LifecycleName = 'standard') {
  const story = STORIES.find((one) => one.id === id);
  if (story === undefined) throw new Error(`there is no story ${id}`);
  const scenes = scenesOf(story);
  const { record, happened } = runStory(story, scenes, lifecycle);
  const main = scenes.at(-1)?.hub.repos.get('acme/widgets')?.branches.get('main') ?? '';
  const refused = record?.rejections.at(-1);
  const run = happened.findLast((one) => one?.plan.refused === true);
  const shown = ({ kind, names }: MissingNeed): readonly string[] => [
    kind,
    ...names.map((name) => name.replace(main, COMMIT)),
  ];
  return {
    needs: refused?.needs.map(shown),
    missing: run?.plan.missing.map(shown),
    words: refused?.message.split('\n')[1]?.replace(main, COMMIT) ?? '',
  };
}

/** In place of the commit that the default branch ends with. */
const COMMIT = '(commit)';
const FOREIGN = 'https://github.com/acme/gadgets/pull/1';
const ASIDE = 'or close it as not planned, or override it with a reason';
const FORCE = 'or override it with a reason';

describe('a refused close', () => {
  test.each<[string, LifecycleName, readonly (readonly string[])[], readonly string[]]>([
    ['23', 'standard', [['pull_request']], ['write `Closes #1` into the description of the one that did it', ASIDE]],
    ['70', 'standard', [['pull_request', '#2']], ['write `Closes #1` into the description of #2', ASIDE]],
    ['70', 'strict', [['pull_request', '#2']], ['write `Closes #1` into the description of #2', FORCE]],
    ['80', 'strict', [['closed_elsewhere', FOREIGN], ['pull_request']], [FOREIGN, FORCE]],
    ['81a', 'standard', [['closed_by_commit', COMMIT], ['pull_request']], [COMMIT, ASIDE]],
    ['81b', 'standard', [['closed_by_commit', COMMIT], ['pull_request']], [COMMIT, ASIDE]],
    ['81b', 'strict', [['closed_by_commit', COMMIT], ['pull_request']], [COMMIT, FORCE]],
    ['67', 'standard', [['no_checks'], ['not_merged', '#2']], ['pull request #2 to be merged', ASIDE]],
    ['33', 'strict', [['not_merged', '#1']], ['pull request #1 to be merged', FORCE]],
  ])('of story %s in %s says what did it, and what a person can write or do', (id, lifecycle, needs, words) => {
    const made = said(id, lifecycle);
    expect(made).toMatchObject({ needs, missing: needs });
    for (const word of words) expect(made.words).toContain(word);
    expect(made.words).not.toContain('an open pull request');
    expect(made.words.includes('not planned')).toBe(words.includes(ASIDE));
  });
});
