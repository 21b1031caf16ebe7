import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig } from 'vitest/config';
import packageJson from './package.json' with { type: 'json' };

/** Tests that start processes, that bend this one's clock and timers, or that measure its memory. */
const IN_PROCESSES = [
  'test/process/**/*.test.ts',
  'test/simulator/{hooks,seeds-even,seeds-odd}.test.ts',
  'test/scripts/**/*.test.ts',
  'test/action/bundle.test.ts',
  'test/adapters/github/pace.test.ts',
  'test/{bundle-size,workflows}.test.ts',
];

/** Steps and commands from end to end, against a GitHub that lives in the test. */
const FROM_END_TO_END = ['test/{attacks,cli,e2e}/**/*.test.ts'];

/** Suites with a script of their own, not part of `npm test`: long ones, and those that need more than npm brings. */
const SUITES: { readonly [name: string]: readonly string[] } = {
  long: [
    'test/{histories,nulling}/**/*.test.ts',
    'test/simulator/{bounded,bundle,redact,weakened}.test.ts',
    'test/attacks/{by-itself,byte-changes,edits,forgeries,gone,many,requests-for-all,told-by-notes}.test.ts',
    'test/action/proxy.test.ts',
    'test/cli/commands/{copy,copy-killed,copy-stopped,export,export-killed,next-stories,redact,repair,verify}.test.ts',
    'test/e2e/{assertion,events,export,gate,list,list-stories,locked-conversation,mirror-level,outbox,printed-advice,status,stories-standard,stories-strict,told-anew,unreadable,verify,whose}.test.ts',
    'test/stories/{renamed,subsets}.test.ts',
    'test/compose/{export/cut-off,github-store/list,github-store/repository}.test.ts',
    'test/core/plan/{gate/gate-stories,override-table}.test.ts',
    'test/codec/export/{hostile,many-rows}.test.ts',
    'test/usecase/{item-state/reconciliation,query/record-as-of,write/seal}.test.ts',
    'test/adapters/store/{broken-stores,scan,file/{conformance,every-byte,stopped},sqlite/conformance}.test.ts',
    'test/process/{audit-log,behaviours,command-line,export-scale,frames,gate,hooks,list-export-stopped,newer,nightly,redact,several,stories}.test.ts',
    'test/codec/export/large-export.test.ts',
    'test/scripts/{ci-run,types}.test.ts',
    'test/demo/start.test.ts',
  ],
  engines: ['test/engines/**/*.test.ts'],
  nodes: ['test/nodes/**/*.test.ts'],
  package: ['test/library/package*.test.ts'],
  pictures: ['test/pictures/**/*.test.ts'],
  python: ['test/python/**/*.test.ts'],
  tools: ['test/tools/**/*.test.ts'],
};

/** Attacks whose steps can be processes of their own (test/attacks/way.ts). `npm test` takes those that are quick. */
const ATTACKS = {
  quick: 'test/attacks/another-config.test.ts',
  long: 'test/attacks/{bound-elsewhere,by-the-bot-itself,forged-then-redacted,gone-for-all,hides-no-other,leaves,untrue-view,witness,words}.test.ts',
};

/** What holds whatever it is tried with. `npm test` tries it too, less often (test/support/runs.ts). */
const PROPERTIES = [
  'test/**/*.property.test.ts',
  'test/codec/record/comment.test.ts',
  'test/report/{comment/full-view,comment/first/record-view,markdown/escape,pages/summary,slack/message}.test.ts',
];

const ELSEWHERE = [...Object.values(SUITES).flat(), ATTACKS.long];

export default defineConfig({
  define: { LOOPFORGE_VERSION: JSON.stringify(packageJson.version) },
  test: {
    globalSetup: ['test/support/build-once.ts'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    reporters: ['default'],
    // One more than there are cores: where a process is waited for, another test goes on.
    maxWorkers: availableParallelism() + 1,
    projects: [
      // Files of the first two share their worker and with it every module that is loaded: most of the time they would take.
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...FROM_END_TO_END, ...IN_PROCESSES, ...ELSEWHERE],
          isolate: false,
          // Node reads our TypeScript by itself: where a worker does so once, that is quicker than transforming it.
          experimental: { viteModuleRunner: false },
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: FROM_END_TO_END,
          exclude: [...configDefaults.exclude, ...ELSEWHERE],
          isolate: false,
          // Node reads our TypeScript by itself: where a worker does so once, that is quicker than transforming it.
          experimental: { viteModuleRunner: false },
        },
      },
      // A step in a process takes a tenth of a second, and ten times that where other work wants the same cores.
      {
        extends: true,
        test: {
          name: 'process',
          include: IN_PROCESSES,
          exclude: [...configDefaults.exclude, ...ELSEWHERE],
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'properties',
          include: PROPERTIES,
          testTimeout: 60_000,
          env: { PROPERTY_RUNS: process.env['PROPERTY_RUNS'] ?? '500' },
        },
      },
      // Seeds that `npm test` does not play.
      {
        extends: true,
        test: {
          name: 'seeds',
          include: ['test/simulator/{hooks,seeds-even,seeds-odd}.test.ts'],
          testTimeout: 60_000,
          env: { SIM_FIRST: '9', SIM_SEEDS: '292', HOOK_FIRST: '3', HOOK_SEEDS: '498' },
        },
      },
      // The attacks once more, with every step as the runner starts it, and every leaf instead of one of each kind.
      {
        extends: true,
        test: {
          name: 'attacks',
          include: Object.values(ATTACKS),
          testTimeout: 60_000,
          env: { ATTACKS_AS: 'bundle', LEAVES: 'all' },
        },
      },
      // Many writers once more, with as many steps and kills as are asked of every store; one file after the other.
      {
        extends: true,
        test: {
          name: 'writers',
          include: ['test/engines/writers-*.test.ts'],
          hookTimeout: 60_000,
          fileParallelism: false,
          env: { WRITER_STEPS: '1600', WRITER_KILLS: '50' },
        },
      },
      ...Object.entries(SUITES).map(([name, files]) => ({
        extends: true as const,
        test: { name, include: [...files], testTimeout: 60_000, hookTimeout: 60_000 },
      })),
    ],
  },
});
