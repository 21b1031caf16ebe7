import { type CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import { EXPORT_FORMATS } from '../../../codec/export/index.ts';
import {
  AS_JSON,
  type CliSession,
  CONFIG,
  DEBUG,
  DRY_RUN,
  FROM_FILE,
  FROM_STORE,
  IN_REPO,
  newCommand,
  OF_STATE,
  OLDER_THAN,
  TRUSTED_AUTHOR,
  WITH_VIOLATIONS,
} from '../../arguments/index.ts';

const FORMAT = new Option(
  '--format <format>',
  'ndjson (an entry a line), json (a record a line), csv, xlsx, cloudevents or ocsf; else by the name of the file.',
).choices(EXPORT_FORMATS);
const OUTPUT = new Option(
  '--output-file <path>',
  'Where to write it; the file is there once it is whole. Else it is printed.',
);
const SINCE = new Option(
  '--since <time>',
  'Only entries recorded then or later: a day, a moment, or what an earlier export said.',
);
const UNTIL = new Option('--until <time>', 'Only entries recorded before that day or moment.');
const WATERMARK = new Option(
  '--watermark <path>',
  'A file that keeps how far it came: the next export takes what is new since, each entry once.',
);
const REDACT = new Option(
  '--redact-actors',
  'Pseudonyms in place of people; LOOPFORGE_PSEUDONYM_KEY keeps them the same.',
);
const RESTART = new Option('--restart', 'Begin anew where an earlier export did not come to its end.');

export function exportCommand(session: CliSession): CommandUnknownOpts {
  return newCommand('export', session)
    .usage('<owner/repo> | <item>… | --from <store> | --file <path> [options]')
    .description('Write the trail for other programs. Repeat the command to go on where it ended.')
    .argument('[names...]', 'owner/repo, or owner/repo#42; with --from and --file ids of records')
    .addOption(FORMAT)
    .addOption(OUTPUT)
    .addOption(FROM_STORE)
    .addOption(FROM_FILE)
    .addOption(SINCE)
    .addOption(UNTIL)
    .addOption(WATERMARK)
    .addOption(OF_STATE)
    .addOption(OLDER_THAN)
    .addOption(WITH_VIOLATIONS)
    .addOption(REDACT)
    .addOption(RESTART)
    .addOption(DRY_RUN)
    .addOption(AS_JSON)
    .addOption(IN_REPO)
    .addOption(CONFIG)
    .addOption(TRUSTED_AUTHOR)
    .addOption(DEBUG)
    .action((names, options) =>
      session.carryOut(async () => (await import('./export.ts')).performExport(names, options, session.terminal)),
    );
}
