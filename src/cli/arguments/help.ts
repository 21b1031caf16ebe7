import { COMMANDS, COMMON, type CommandSpec, type OptionSpec } from './register.ts';

const ITEMS = 'An item is owner/repo#42 or its URL; with --repo also 42.';
const ENVIRONMENT = [
  'Environment:',
  '  GITHUB_TOKEN, GH_TOKEN   token; the first that is set counts',
  '  GITHUB_API_URL           such as https://ghe.example.com/api/v3; github.com when it is not set',
  '  GITHUB_GRAPHQL_URL       follows from the one above when it is not set',
].join('\n');
const EXIT_CODES = 'Exit code: 0 fine, 1 a record does not hold, 2 wrong use or it could not be told.';

/** What `loopforge --help` prints. */
export function generalHelp(): string {
  const commands = COMMANDS.map(({ name, description }) => `  ${name.padEnd(8)} ${description}`);
  return [
    'Usage: loopforge <command> [options]',
    ['Commands:', ...commands].join('\n'),
    ['Options:', ...COMMON.map(optionLine)].join('\n'),
    'loopforge <command> --help tells more of one.',
    ITEMS,
    ENVIRONMENT,
    EXIT_CODES,
  ].join('\n\n');
}

/** What `loopforge <command> --help` prints. */
export function commandHelp({ usage, description, options }: CommandSpec): string {
  return [
    `Usage: loopforge ${usage}`,
    description,
    ['Options:', ...[...options, ...COMMON].map(optionLine)].join('\n'),
    ITEMS,
    EXIT_CODES,
  ].join('\n\n');
}

function optionLine({ name, value, description }: OptionSpec): string {
  const left = value === null ? `--${name}` : `--${name} <${value}>`;
  return `  ${left.padEnd(22)} ${description}`;
}
