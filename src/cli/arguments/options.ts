import { Argument, Option } from '@commander-js/extra-typings';

/** The one item of a command that takes one. */
export const ITEM = new Argument('<item>', 'owner/repo#42, its URL, or 42 with --repo');

export const IN_REPO = new Option('--repo <owner/repo>', 'The repository of items written as 42 or #42.');
export const AS_JSON = new Option('--json', 'Print JSON.');
export const DRY_RUN = new Option('--dry-run', 'Say what would be done, and write nothing.');
export const REASON = new Option('--reason <text>', 'Why; it is kept in the record, for good.').makeOptionMandatory();

// Where commands that only read take records from, in place of GitHub.

export const FROM_STORE = new Option(
  '--from <store>',
  'Records of a store in place of GitHub\'s, such as records.json; "loopforge help copy" lists them.',
);
export const FROM_FILE = new Option(
  '--file <path>',
  'Records of a file: what "loopforge export --format json" wrote, or one record. - is standard input.',
);

// What every command knows that asks GitHub.

export const CONFIG = new Option('--config <path>', 'Config file on the default branch (.github/loopforge.yml).');
export const TRUSTED_AUTHOR = new Option(
  '--trusted-author <id>',
  'Numeric id of a further account whose record comments count, where the config file does not say so. May be repeated.',
).argParser(collected);
export const DEBUG = new Option('--debug', 'Tell of every request.');

/** For an option that may be given several times. */
export function collected(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}
