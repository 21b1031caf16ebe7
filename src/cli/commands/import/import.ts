import { importInto } from '../../../compose/cli/index.ts';
import { nameOfStore, readStoreAddress } from '../../../compose/stores/index.ts';
import { openNamedSource } from '../../arguments/index.ts';
import { cancelOnInterrupt, type ExitCode, type Terminal } from '../../terminal/index.ts';

interface ImportOptions {
  readonly to: string;
  readonly overwrite?: boolean | undefined;
  readonly dryRun?: boolean | undefined;
  readonly json?: boolean | undefined;
}

/** `loopforge import`: exit codes as those of `copy`. */
export async function performImport(file: string, options: ImportOptions, terminal: Terminal): Promise<ExitCode> {
  const { overwrite = false, dryRun = false, json = false } = options;
  const to = readStoreAddress(options.to);
  const cancellation = cancelOnInterrupt(terminal);
  const source = await openNamedSource([], { file }, { command: 'import', terminal, cancellation });
  const results = importInto({ source, to, overwrite, dryRun }, terminal.env, cancellation);
  const { tellCopies } = await import('../copy/tell-copies.ts');
  return tellCopies(results, { from: source.name, to: nameOfStore(to), dryRun }, { json, terminal });
}
