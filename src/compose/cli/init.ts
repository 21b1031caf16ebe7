import {
  findWorkingTree,
  type NewFile,
  pathsIn,
  readTextAt,
  type WorkingTree,
  writeAll,
} from '../../adapters/working-tree/index.ts';
import { defaultBranchOf, isGitHubCom, originHost, packedBranches, sortWorkflows } from '../../codec/setup/index.ts';
import { LAW_FILE } from '../../core/model.ts';
import { configExample, SAMPLE, verifyWorkflowText, workflowText } from '../../report/setup/index.ts';

const WORKFLOWS = '.github/workflows';

export interface SetupRequest {
  /** Somewhere in the repository. */
  readonly folder: string;
  /** Also the workflow that verifies all records. */
  readonly verify: boolean;
  /** It is on a GitHub Enterprise Server, whatever its remote says. */
  readonly enterprise: boolean;
}

/** One of the files that set a repository up. */
interface SetupFile extends NewFile {
  /** `absent`: it is to be written; `same`: it is there already; `other`: something else is there in its place. */
  readonly there: 'absent' | 'same' | 'other';
}

/** What sets a repository up, and what it was made of. */
export interface Setup {
  readonly root: string;
  readonly files: readonly SetupFile[];
  /** The workflows that are its CI; empty: there are none. */
  readonly ciWorkflows: readonly string[];
  /** Null: Git does not tell. */
  readonly defaultBranch: string | null;
  readonly enterprise: boolean;
  /** Other workflows that run LoopForge already. */
  readonly others: readonly string[];
  readonly unreadable: readonly string[];
}

/**
 * Looks at a repository and says what would set it up. Nothing is written.
 * @throws LoopForgeError `input_invalid` when there is no repository, or it cannot be read
 */
export async function planSetup({ folder, verify, enterprise: told }: SetupRequest): Promise<Setup> {
  const tree = await findWorkingTree(folder);
  const host = originHost((await readTextAt(`${tree.sharedFolder}/config`)) ?? '');
  const enterprise = told || (host !== null && !isGitHubCom(host));
  const defaultBranch = await readDefaultBranch(tree);
  const { ci, ours, unreadable } = await readWorkflows(tree);
  const options = {
    ciWorkflows: ci.length === 0 ? SAMPLE.ciWorkflows : ci,
    defaultBranch: defaultBranch ?? SAMPLE.defaultBranch,
    enterprise,
  };
  const files = [
    { path: `${WORKFLOWS}/loopforge.yml`, text: workflowText(options) },
    ...(verify ? [{ path: `${WORKFLOWS}/loopforge-verify.yml`, text: verifyWorkflowText(options) }] : []),
    { path: LAW_FILE, text: configExample() },
  ];
  return {
    root: tree.root,
    files: await Promise.all(files.map((file) => lookedAt(tree, file))),
    ciWorkflows: ci,
    defaultBranch,
    enterprise,
    others: ours.filter((path) => !files.some((file) => file.path === path)),
    unreadable,
  };
}

/** Writes what is not there yet, all of it or nothing. @throws LoopForgeError `input_invalid` */
export async function writeSetup({ root, files }: Setup): Promise<void> {
  await writeAll(
    root,
    files.filter(({ there }) => there === 'absent'),
  );
}

async function lookedAt({ root }: WorkingTree, file: NewFile): Promise<SetupFile> {
  const text = await readTextAt(`${root}/${file.path}`);
  return { ...file, there: text === null ? 'absent' : text === file.text ? 'same' : 'other' };
}

async function readDefaultBranch({ gitFolder, sharedFolder }: WorkingTree): Promise<string | null> {
  const loose = await pathsIn(`${sharedFolder}/refs/heads`);
  const packed = packedBranches((await readTextAt(`${sharedFolder}/packed-refs`)) ?? '');
  return defaultBranchOf({
    originHead: await readTextAt(`${sharedFolder}/refs/remotes/origin/HEAD`),
    head: await readTextAt(`${gitFolder}/HEAD`),
    branches: [...loose, ...packed],
  });
}

async function readWorkflows({ root }: WorkingTree) {
  const names = (await pathsIn(`${root}/${WORKFLOWS}`)).filter((name) => /^[^/]+\.ya?ml$/.test(name));
  const read = async (name: string) => {
    const path = `${WORKFLOWS}/${name}`;
    return { path, text: (await readTextAt(`${root}/${path}`)) ?? '' };
  };
  return sortWorkflows(await Promise.all(names.map(read)));
}
