import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { withoutEngines } from '../../scripts/lock-engines.ts';

const lock = readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8');

test('the lock file lets npm begin on any Node without a warning', () => {
  expect(withoutEngines(lock), 'run "node scripts/lock-engines.ts"').toBe(lock);
});

test('what a package asks of Node is left out, what this package asks stays', () => {
  const written = {
    name: 'loopforge',
    lockfileVersion: 3,
    packages: {
      '': { version: '1.0.0', engines: { node: '>=22.13' } },
      'node_modules/new': { version: '1.0.0', engines: { node: '>=24' }, bin: { new: 'new.js' } },
      'node_modules/old': { version: '2.0.0', engines: ['node >= 0.8'] },
    },
  };
  expect(JSON.parse(withoutEngines(JSON.stringify(written)))).toEqual({
    ...written,
    packages: {
      '': written.packages[''],
      'node_modules/new': { version: '1.0.0', bin: { new: 'new.js' } },
      'node_modules/old': { version: '2.0.0' },
    },
  });
});
