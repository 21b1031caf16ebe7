/** One option of a command, as the parser and the help know it. */
export interface OptionSpec {
  readonly name: string;
  /** What stands for its value in the help; null: it takes none. */
  readonly value: string | null;
  readonly repeated?: boolean;
  readonly description: string;
}

export interface CommandSpec {
  readonly name: string;
  readonly usage: string;
  readonly description: string;
  readonly options: readonly OptionSpec[];
}

const JSON_OPTION: OptionSpec = { name: 'json', value: null, description: 'Print JSON.' };
const DRY_RUN: OptionSpec = { name: 'dry-run', value: null, description: 'Say what would be done, and write nothing.' };
const REPO: OptionSpec = {
  name: 'repo',
  value: 'owner/repo',
  description: 'The repository of items written as 42 or #42.',
};

/** What every command knows that asks GitHub. */
const CONNECTION: readonly OptionSpec[] = [
  {
    name: 'config',
    value: 'path',
    description: 'Config file on the default branch (.github/loopforge.yml).',
  },
  {
    name: 'trusted-author',
    value: 'id',
    repeated: true,
    description: 'Numeric id of a further account whose record comments count, where the config file does not say so.',
  },
  { name: 'debug', value: null, description: 'Tell of every request.' },
];

/** Every command, in the order of the help. */
export const COMMANDS: readonly CommandSpec[] = [
  {
    name: 'show',
    usage: 'show <item>',
    description: 'Print the record of an item and its trail.',
    options: [REPO, JSON_OPTION, ...CONNECTION],
  },
  {
    name: 'verify',
    usage: 'verify <item>… | --all --repo <owner/repo> | --file <path>… [--segment <path>…]',
    description: 'Verify records: each against itself, and against what GitHub remembers.',
    options: [
      { name: 'all', value: null, description: 'Every item of the repository that has a record.' },
      {
        name: 'file',
        value: 'path',
        repeated: true,
        description: 'An exported record or the body of a record comment, without network; - is standard input.',
      },
      {
        name: 'segment',
        value: 'path',
        repeated: true,
        description:
          'With --file: the body of a comment with a sealed part of the record; what is none is passed over.',
      },
      REPO,
      JSON_OPTION,
      ...CONNECTION,
    ],
  },
  {
    name: 'redact',
    usage: 'redact <item> (--actor <login> | --entry <number> --name <name>) --reason <text>',
    description: 'Erase a name or a metadata value from a record; its proof stays.',
    options: [
      { name: 'actor', value: 'login', description: 'Erase this person as the actor of every entry.' },
      { name: 'entry', value: 'number', description: 'Erase one value of this entry.' },
      { name: 'name', value: 'name', description: 'Which value: actor, or metadata/<key>.' },
      { name: 'reason', value: 'text', description: 'Why; it is kept in the record.' },
      DRY_RUN,
      REPO,
      JSON_OPTION,
      ...CONNECTION,
    ],
  },
  {
    name: 'repair',
    usage: 'repair <item> --reason <text>',
    description: 'Put a damaged record back to its last good revision; what was found is kept in a note.',
    options: [
      { name: 'reason', value: 'text', description: 'Why; it is kept in the record.' },
      DRY_RUN,
      REPO,
      JSON_OPTION,
      ...CONNECTION,
    ],
  },
];

/** Options that count everywhere. */
export const COMMON: readonly OptionSpec[] = [
  { name: 'help', value: null, description: 'Print this help.' },
  { name: 'version', value: null, description: 'Print the version.' },
];
