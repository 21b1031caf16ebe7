import type { CancelSwitch } from '../github/index.ts';
import type { SourceAccess } from '../sources/index.ts';
import { type CliConnection, connectTo } from './request.ts';

/** What a command line reads records with. */
export interface CliSources extends Pick<SourceAccess, 'env' | 'input'> {
  /** Asked for GitHub alone. @throws LoopForgeError `token_missing`, `input_invalid` */
  connection(): CliConnection;
  readonly cancellation: CancelSwitch;
}

/** The same, with GitHub reached as this command line says. */
export function sourceAccess({ env, input, connection, cancellation }: CliSources): SourceAccess {
  return {
    env,
    input,
    github: () => {
      const known = connection();
      const { settings, configPath, configNamed } = known;
      return {
        connect: (repository) => connectTo(known, repository, cancellation),
        settings: { inputs: settings, configPath, configNamed },
      };
    },
  };
}
