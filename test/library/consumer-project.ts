import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Metafile } from 'esbuild';
import packageJson from '../../package.json' with { type: 'json' };
import { buildLibrary, FACES } from '../../scripts/build-library.ts';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Each face by the name that it is imported by, and its source file. */
export const IMPORTS: readonly (readonly [name: string, source: string])[] = Object.entries(FACES).map(
  ([face, source]) => [face === 'index' ? 'loopforge' : `loopforge/${face}`, source],
);

/** What is needed to use a store beside the package itself. */
export const DRIVERS = Object.keys(packageJson.peerDependencies);

/** How the compiler is told to find modules. */
type Resolution = 'Node16' | 'NodeNext' | 'Bundler';

interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number | null;
}

/** A folder of somebody's project, in which the package is installed as npm would. */
export class ConsumerProject {
  readonly folder: string;
  /** What the package is built from, file by file. */
  readonly metafile: Metafile;

  private constructor(folder: string, metafile: Metafile) {
    this.folder = folder;
    this.metafile = metafile;
  }

  static async make(): Promise<ConsumerProject> {
    const folder = newFolder();
    const installed = join(folder, 'node_modules', 'loopforge');
    const metafile = await buildLibrary(join(installed, 'dist-lib'));
    for (const name of ['package.json', 'README.md', 'LICENSE']) cpSync(join(ROOT, name), join(installed, name));
    return new ConsumerProject(folder, metafile);
  }

  /** Another project with the same package. @param besides packages that are installed beside it, with all that they need */
  with(besides: readonly string[]): ConsumerProject {
    const folder = newFolder();
    cpSync(this.installed, join(folder, 'node_modules', 'loopforge'), { recursive: true });
    for (const name of besides) linkPackage(folder, name);
    return new ConsumerProject(folder, this.metafile);
  }

  /** The package's own folder. */
  get installed(): string {
    return join(this.folder, 'node_modules', 'loopforge');
  }

  /** Runs a program of the project, without an environment. */
  run(program: string, name = 'program.mjs'): Ended {
    writeFileSync(join(this.folder, name), program);
    return this.node([name]);
  }

  /** Runs Node in the project, without an environment. */
  node(args: readonly string[]): Ended {
    const options = { cwd: this.folder, encoding: 'utf8', env: {} } as const;
    const { stdout, stderr, status } = spawnSync(process.execPath, args, options);
    return { stdout, stderr, status };
  }

  /** What the compiler says of files of the project, under strict settings: declarations of packages are checked too. */
  compile(files: readonly string[], resolution: Resolution = 'NodeNext'): Pick<Ended, 'stdout' | 'status'> {
    const compilerOptions = {
      strict: true,
      exactOptionalPropertyTypes: true,
      module: resolution === 'Bundler' ? 'ESNext' : resolution,
      moduleResolution: resolution,
      target: 'ES2022',
      skipLibCheck: false,
      noEmit: true,
      types: ['node'],
    };
    writeFileSync(join(this.folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
    const compiler = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
    const { stdout, status } = spawnSync(process.execPath, [compiler, '-p', this.folder], { encoding: 'utf8' });
    return { stdout, status };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Every consumer has the types of Node. */
function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'loopforge-consumer-'));
  writeFileSync(join(folder, 'package.json'), '{"type":"module","private":true}\n');
  linkPackage(folder, '@types/node');
  return folder;
}

/** A package of ours stands in the project too; what it needs is found where it really is. */
function linkPackage(project: string, name: string): void {
  const link = join(project, 'node_modules', name);
  mkdirSync(dirname(link), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules', name), link);
}
