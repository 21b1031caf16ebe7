import { planSetup, type Setup, writeSetup } from '../../../compose/cli/index.ts';
import { LoopForgeError } from '../../../core/model.ts';
import { EXIT, type ExitCode, printable, type Terminal } from '../../terminal/index.ts';
import { filesText, notesOn, writtenText } from './init-text.ts';

interface InitOptions {
  readonly verify?: true | undefined;
  readonly ghes?: true | undefined;
  readonly dryRun?: true | undefined;
}

/** `loopforge init`: sets a repository up, or with `--dry-run` prints what it would write. Overwrites nothing. */
export async function performInit(options: InitOptions, terminal: Terminal): Promise<ExitCode> {
  const { verify = false, ghes = false, dryRun = false } = options;
  const setup = await planSetup({ folder: terminal.folder, verify, enterprise: ghes });
  for (const note of notesOn(setup)) terminal.tell(printable(note));
  if (dryRun) {
    terminal.print(printable(filesText(setup), '\n'));
    return EXIT.fine;
  }
  refuseOthers(setup);
  await writeSetup(setup);
  terminal.print(printable(writtenText(setup, terminal.folder), '\n'));
  return EXIT.fine;
}

/** What somebody wrote there stays. */
function refuseOthers({ files }: Setup): void {
  const others = files.flatMap(({ path, there }) => (there === 'other' ? path : []));
  if (others.length === 0) return;
  const [are, them] = others.length === 1 ? ['is', 'it'] : ['are', 'them'];
  throw new LoopForgeError(
    'input_invalid',
    `${others.join(' and ')} ${are} there already, so nothing was written. "loopforge init --dry-run" prints what would be: compare, or move ${them} away first.`,
  );
}
