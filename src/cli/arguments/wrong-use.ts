import { LoopForgeError } from '../../core/model.ts';

/**
 * Wrong use of a command.
 * @param command its name, as it is typed behind `loopforge`
 */
export function wrongUse(command: string, problem: string): LoopForgeError {
  return new LoopForgeError('input_invalid', `${problem} See "${['loopforge', command].join(' ').trim()} --help".`);
}
