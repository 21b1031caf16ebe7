import { type CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import { AS_JSON, type CliSession, DRY_RUN, newCommand } from '../../arguments/index.ts';

const FROM = new Option('--from <store>', 'Where the records are.').makeOptionMandatory();
const TO = new Option('--to <store>', 'Where they are to be.').makeOptionMandatory();
const STATE = new Option('--state <state>', 'Only records in this state.');
const SINCE = new Option('--since <time>', 'Only records updated then or later, such as 2026-11-23T08:50:00Z.');
const UNTIL = new Option('--until <time>', 'Only records updated before then.');
const OVERWRITE = new Option(
  '--overwrite',
  'A record that is there and is another one, or a later version, gives way.',
);

const STORES = `
Stores:
  records.json, folder/            a JSON file, or a folder of them
  sqlite:records.db
  postgres://user@host/database    with ?table=… for another table than loopforge_records
  redis://host:6379, rediss://…    with ?prefix=… for another prefix than loopforge
  dynamodb:table?region=…          and &endpoint=… for another server than Amazon's
  github:owner/repo                the issues of a repository; the token from GITHUB_TOKEN or GH_TOKEN
  original:records.json            records of the Python original, as JSON or as DynamoDB's items
  original:dynamodb:table?…        the original's own table, to copy from`;

export function copyCommand(session: CliSession): CommandUnknownOpts {
  return newCommand('copy', session)
    .usage('--from <store> --to <store> [options]')
    .description('Copy records from one store to another, verified on the way. Repeat it to go on where it ended.')
    .addOption(FROM)
    .addOption(TO)
    .addOption(STATE)
    .addOption(SINCE)
    .addOption(UNTIL)
    .addOption(OVERWRITE)
    .addOption(DRY_RUN)
    .addOption(AS_JSON)
    .addHelpText('after', STORES)
    .action((options) =>
      session.carryOut(async () => (await import('./copy.ts')).performCopy(options, session.terminal)),
    );
}
