import { describe, expect, test } from 'vitest';
import { CHECK_NAMES } from '../../src/core/verify/register/register.ts';
import { expectFound, type Scene, setScene } from './scene.ts';
import { wholeLife } from './whole-life.ts';

/** Those that did not run, with the reason. */
function skipped({ checks }: Awaited<ReturnType<Scene['verify']>>): readonly string[] {
  return checks.filter((check) => !check.ran).map(({ name, why }) => `${name}: ${why}`);
}

describe('an honest record', () => {
  test('passes, with every check made', async () => {
    const scene = setScene();
    const { issue } = await wholeLife(scene);
    const found = await scene.verify(issue);
    expectFound(found, 'PASS');
    expect(skipped(found)).toEqual([]);
    expect(found.checks.map(({ name }) => name)).toEqual(CHECK_NAMES);
    expect(found).toMatchObject({ scope: 'github', recordId: `acme/widgets#${issue}`, number: issue });
    expect(found.entries).toBe(scene.record(issue).transitions.length);
    expect(found.headHash).toBe(scene.record(issue).head.hash);
  });
});
