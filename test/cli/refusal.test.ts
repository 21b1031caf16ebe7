import { Argument, Option } from '@commander-js/extra-typings';
import { expect, test } from 'vitest';
import { newCommand } from '../../src/cli/arguments/command.ts';
import { terminalOf } from './run-cli-here.ts';

/** A command of each kind that there can be, and what is said when it is read. */
function said(...argv: readonly string[]): string {
  const printed = { stdout: '', stderr: '' };
  const session = { terminal: terminalOf({}, printed), carryOut: () => {} };
  const check = newCommand('check', session)
    .addArgument(new Argument('<path>', 'the path of a lifecycle file'))
    .addArgument(new Argument('<format>', 'a format').choices(['csv', 'json']))
    .requiredOption('--reason <text>', 'Why.')
    .addOption(new Option('--to <state>', 'A state.').choices(['merged', 'closed']))
    .option('--dry-run', 'Write nothing.')
    .action(() => {});
  const bare = newCommand('bare', session).action(() => {});
  const root = newCommand('loopforge', session).enablePositionalOptions();
  root.addCommand(newCommand('lifecycle', session).addCommand(check).addCommand(bare));
  try {
    root.parse(argv, { from: 'user' });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return printed.stdout;
}

const GOOD = ['lifecycle', 'check', 'x.yml', 'csv', '--reason', 'y'];

test.each<[readonly string[], string]>([
  [GOOD, ''],
  [['lifecycl'], '"lifecycl" is not a command; did you mean "lifecycle"? Accepted: lifecycle. See "loopforge --help".'],
  [
    ['LIFECYCLE'],
    '"LIFECYCLE" is not a command; did you mean "lifecycle"? Accepted: lifecycle. See "loopforge --help".',
  ],
  [
    ['lifecycle', 'chek'],
    '"chek" is not a command; did you mean "check"? Accepted: check or bare. See "loopforge lifecycle --help".',
  ],
  [
    [...GOOD, '--dryrun'],
    '"--dryrun" is not an option of this command; did you mean "--dry-run"? Accepted: --version, --reason, --to, --dry-run or --help. See "loopforge lifecycle check --help".',
  ],
  [
    [...GOOD, '--REASON=z'],
    '"--REASON" is not an option of this command; did you mean "--reason"? Accepted: --version, --reason, --to, --dry-run or --help. See "loopforge lifecycle check --help".',
  ],
  [
    [...GOOD, '-x'],
    '"-x" is not an option of this command. Accepted: --version, --reason, --to, --dry-run or --help. See "loopforge lifecycle check --help".',
  ],
  [[...GOOD, '--dry-run=yes'], '"--dry-run" takes no value. See "loopforge lifecycle check --help".'],
  [[...GOOD, '--to'], '"--to <state>" needs its value. See "loopforge lifecycle check --help".'],
  [
    [...GOOD, '--to', 'Mergd'],
    '"Mergd" is not a value of "--to"; did you mean "merged"? Accepted: merged or closed. See "loopforge lifecycle check --help".',
  ],
  [
    ['lifecycle', 'check', 'x.yml', 'cvs', '--reason', 'y'],
    '"cvs" is not a format; did you mean "csv"? Accepted: csv or json. See "loopforge lifecycle check --help".',
  ],
  [GOOD.slice(0, 4), '"--reason" is missing. See "loopforge lifecycle check --help".'],
  [
    ['lifecycle', 'check', '--reason', 'y'],
    'Which path? Write the path of a lifecycle file. See "loopforge lifecycle check --help".',
  ],
  [[...GOOD, 'z'], 'This takes 2 arguments, and there are 3. See "loopforge lifecycle check --help".'],
  [['lifecycle', 'bare', 'z'], 'This takes no arguments, and there is "z". See "loopforge lifecycle bare --help".'],
])('%j', (argv, message) => {
  expect(said(...argv)).toBe(message);
});
