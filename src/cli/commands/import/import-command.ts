import { Argument, type CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import { AS_JSON, type CliSession, DRY_RUN, newCommand } from '../../arguments/index.ts';

const FILE = new Argument('<file>', 'what "loopforge export --format json" wrote, or - for standard input');
const TO = new Option(
  '--to <store>',
  'Where they are to be, such as records.json; "loopforge help copy" lists stores.',
).makeOptionMandatory();
const OVERWRITE = new Option(
  '--overwrite',
  'A record that is there and is another one, or a later version, gives way.',
);

export function importCommand(session: CliSession): CommandUnknownOpts {
  return newCommand('import', session)
    .usage('<file> --to <store> [options]')
    .description('Bring exported records into a store, each verified and hash for hash. Repeat it to go on.')
    .addArgument(FILE)
    .addOption(TO)
    .addOption(OVERWRITE)
    .addOption(DRY_RUN)
    .addOption(AS_JSON)
    .action((file, options) =>
      session.carryOut(async () => (await import('./import.ts')).performImport(file, options, session.terminal)),
    );
}
