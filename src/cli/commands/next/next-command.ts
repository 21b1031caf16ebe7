import { Argument, type CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import {
  AS_JSON,
  type CliSession,
  CONFIG,
  DEBUG,
  FROM_FILE,
  FROM_STORE,
  IN_REPO,
  newCommand,
  TRUSTED_AUTHOR,
} from '../../arguments/index.ts';

const ITEMS = new Argument(
  '[item...]',
  'owner/repo#42, its URL, or 42 with --repo; with --from or --file ids of records',
);
const WORKFLOW = new Option(
  '--workflow <path>',
  'The workflow that LoopForge runs in: its own job is no check that an item waits for.',
).default('.github/workflows/loopforge.yml');
const JOB = new Option('--job <id>', 'The job in it that runs LoopForge.').default('loopforge');

export function nextCommand(session: CliSession): CommandUnknownOpts {
  return newCommand('next', session)
    .description('Print what may come next for items, what is missing, and what the next run would record.')
    .addArgument(ITEMS)
    .addOption(IN_REPO)
    .addOption(WORKFLOW)
    .addOption(JOB)
    .addOption(FROM_STORE)
    .addOption(FROM_FILE)
    .addOption(AS_JSON)
    .addOption(CONFIG)
    .addOption(TRUSTED_AUTHOR)
    .addOption(DEBUG)
    .action((items, options) =>
      session.carryOut(async () => (await import('./next.ts')).performNext(items, options, session.terminal)),
    );
}
