import { describe, test } from 'vitest';
import type { Clock } from '../../../src/core/values/clock.ts';
import { originalCases } from '../../support/stores/original-cases.ts';
import { openStore } from './stage.ts';

describe('what the tests of the original ask of a store, of the comments of issues', () => {
  let clock: Clock;
  const cases = originalCases({
    async create() {
      const { repository, world } = await openStore();
      clock = world.now;
      for (const author of ['monalisa', 'hubot']) world.openIssue({ author });
      return repository;
    },
    refOf: (n) => `https://github.com/acme/widgets/issues/${n + 1}`,
    clock: () => clock(),
  });
  test.each(cases)('$name', ({ run }) => run());
});
