import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig } from 'vitest/config';
import packageJson from './package.json' with { type: 'json' };

/** Tests that start processes, that bend this one's clock and timers, that measure its memory, or that play for seconds. */
const IN_PROCESSES = [
  'test/process/**/*.test.ts',
  'test/simulator/**/*.test.ts',
  'test/scripts/**/*.test.ts',
  'test/action/{bundle,proxy}.test.ts',
  'test/adapters/github/pace.test.ts',
  'test/attacks/many.test.ts',
  'test/{histories,nulling}/**/*.test.ts',
  'test/usecase/segments.test.ts',
  'test/{bundle-size,workflows}.test.ts',
];

/** Suites with a script of their own, not part of `npm test`: they need more than npm brings, or pack what is published. */
const SUITES = {
  nodes: 'test/nodes/**/*.test.ts',
  package: 'test/library/package.test.ts',
  python: 'test/python/**/*.test.ts',
};

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
          exclude: [...configDefaults.exclude, ...IN_PROCESSES, ...Object.values(SUITES)],
          isolate: false,
        },
      },
      // A step in a process takes a tenth of a second, and ten times that where other work wants the same cores.
      { extends: true, test: { name: 'process', include: IN_PROCESSES, testTimeout: 60_000 } },
      ...Object.entries(SUITES).map(([name, files]) => ({ extends: true as const, test: { name, include: [files] } })),
    ],
  },
});
