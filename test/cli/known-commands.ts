import { program } from '../../src/cli/program.ts';
import { terminalOf } from './run-cli-here.ts';

/** Every command that can be typed, with the names of its options. */
export const KNOWN_COMMANDS = program({ terminal: terminalOf({}, { stdout: '', stderr: '' }), carryOut: () => {} })
  .commands.filter((command) => command.name() !== 'help')
  .map((command) => ({ name: command.name(), options: command.options.map(({ long = '' }) => long) }));
