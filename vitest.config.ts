import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig } from 'vitest/config';
import packageJson from './package.json' with { type: 'json' };

/** Tests that start processes, that bend this one's clock and timers, or that measure its memory. */
const IN_PROCESSES = [
  'test/process/**/*.test.ts',
  'test/simulator/**/*.test.ts',
  'test/python/**/*.test.ts',
  'test/scripts/**/*.test.ts',
  'test/action/{bundle,proxy}.test.ts',
  'test/adapters/github/pace.test.ts',
  'test/attacks/many.test.ts',
  'test/library/{original-shape,package}.test.ts',
  'test/{bundle-size,workflows}.test.ts',
];

/** Not part of `npm test`: it takes other Nodes from the registry. */
const ON_OTHER_NODES = 'test/nodes/**/*.test.ts';

export default defineConfig({
  define: { LOOPFORGE_VERSION: JSON.stringify(packageJson.version) },
  test: {
    globalSetup: ['test/support/build-once.ts'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    reporters: ['default'],
    maxWorkers: availableParallelism(),
    projects: [
      {
        extends: true,
        // Files share their worker and with it every module that is loaded: that is most of the time they would take.
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...IN_PROCESSES, ON_OTHER_NODES],
          isolate: false,
        },
      },
      // A step in a process takes a tenth of a second, and ten times that where other work wants the same cores.
      { extends: true, test: { name: 'process', include: IN_PROCESSES, testTimeout: 60_000 } },
      { extends: true, test: { name: 'nodes', include: [ON_OTHER_NODES] } },
    ],
  },
});
