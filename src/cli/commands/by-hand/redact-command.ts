import { type CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import {
  AS_JSON,
  type CliSession,
  CONFIG,
  DEBUG,
  DRY_RUN,
  IN_REPO,
  ITEM,
  newCommand,
  REASON,
  TRUSTED_AUTHOR,
} from '../../arguments/index.ts';

const ACTOR = new Option('--actor <login>', 'Erase this person as the actor of every entry.');
const ENTRY = new Option('--entry <number>', 'Erase one value of this entry.');
const NAME = new Option('--name <name>', 'Which value: actor, or metadata/<key>.');

export function redactCommand(session: CliSession): CommandUnknownOpts {
  return newCommand('redact', session)
    .usage('<item> (--actor <login> | --entry <number> --name <name>) --reason <text>')
    .description('Erase a name or a metadata value from a record; its proof stays.')
    .addArgument(ITEM)
    .addOption(ACTOR)
    .addOption(ENTRY)
    .addOption(NAME)
    .addOption(REASON)
    .addOption(DRY_RUN)
    .addOption(IN_REPO)
    .addOption(AS_JSON)
    .addOption(CONFIG)
    .addOption(TRUSTED_AUTHOR)
    .addOption(DEBUG)
    .action((item, options) =>
      session.carryOut(async () => (await import('./redact.ts')).performRedact(item, options, session.terminal)),
    );
}
