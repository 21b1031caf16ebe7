import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readSheets, type SeenSheet } from './flat-sheets.ts';

/** A file as a program for tables was given it. */
interface Opened {
  /** Its name tells what it is. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** How a CSV file is read, as LibreOffice's tokens; left out: as it likes. */
  readonly tokens?: string;
}

/** Longer than it ever took, on a machine that does much else. */
const PATIENCE_MS = 150_000;

/** Opens a file in LibreOffice Calc, in a home of its own, and tells what stands in its sheets. No process is left. */
export async function openInCalc({ name, bytes, tokens }: Opened): Promise<readonly SeenSheet[]> {
  const folder = mkdtempSync(join(tmpdir(), 'loopforge-calc-'));
  try {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    const home = `-env:UserInstallation=${pathToFileURL(join(folder, 'home')).href}`;
    const reading = tokens === undefined ? [] : [`--infilter=CSV:${tokens}`];
    const out = join(folder, 'out');
    await run([home, '--headless', '--norestore', ...reading, '--convert-to', 'fods', '--outdir', out, path]);
    return readSheets(readFileSync(join(out, `${basename(name, extname(name))}.fods`), 'utf8'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** `soffice` is a script that starts others: it leads a group of processes, which ends as one. */
async function run(args: readonly string[]): Promise<void> {
  const child = spawn('soffice', [...args], { detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const late = setTimeout(() => endGroup(child), PATIENCE_MS);
  try {
    const [code, signal] = await once(child, 'close');
    if (code !== 0) throw new Error(`soffice ended with ${code ?? signal}: ${said}`);
  } finally {
    clearTimeout(late);
    endGroup(child);
  }
}

function endGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch (error) {
    // All of them are gone already.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
