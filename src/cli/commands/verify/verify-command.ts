import { type CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import {
  AS_JSON,
  type CliSession,
  CONFIG,
  collected,
  DEBUG,
  IN_REPO,
  newCommand,
  TRUSTED_AUTHOR,
} from '../../arguments/index.ts';

const ALL = new Option('--all', 'Every item of the repository that has a record.');
const FILE = new Option(
  '--file <path>',
  'An exported record or the body of a record comment, without network; - is standard input. May be repeated.',
).argParser(collected);
const SEGMENT = new Option(
  '--segment <path>',
  'With --file: the body of a comment with a sealed part of the record; what is none is passed over. May be repeated.',
).argParser(collected);

export function verifyCommand(session: CliSession): CommandUnknownOpts {
  return newCommand('verify', session)
    .usage('<item>… | --all --repo <owner/repo> | --file <path>… [--segment <path>…]')
    .description('Verify records: each against itself, and against what GitHub remembers.')
    .argument('[item...]', 'owner/repo#42, its URL, or 42 with --repo')
    .addOption(ALL)
    .addOption(FILE)
    .addOption(SEGMENT)
    .addOption(IN_REPO)
    .addOption(AS_JSON)
    .addOption(CONFIG)
    .addOption(TRUSTED_AUTHOR)
    .addOption(DEBUG)
    .action((items, options) =>
      session.carryOut(async () => (await import('./verify.ts')).performVerify(items, options, session.terminal)),
    );
}
