// Installs what "npm start" needs, unless it is there. Runs before anything is installed: Node 20, no packages.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), '..');

/** npm writes its own copy of the lock file last; while that is newer than ours, what is installed is what we ask for. */
function isInstalled() {
  const installed = statSync(join(root, 'node_modules', '.package-lock.json'), { throwIfNoEntry: false });
  const wanted = statSync(join(root, 'package-lock.json'), { throwIfNoEntry: false });
  return installed !== undefined && wanted !== undefined && installed.mtimeMs >= wanted.mtimeMs;
}

/** npm's own Node, since the one on the PATH may be the very one that gets replaced. */
function install() {
  const npm = process.env.npm_execpath;
  const node = process.env.npm_node_execpath ?? process.execPath;
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund'];
  const [command, all] = npm === undefined ? ['npm', args] : [node, [npm, ...args]];
  return spawnSync(command, all, {
    cwd: root,
    stdio: 'inherit',
    shell: npm === undefined && process.platform === 'win32',
  });
}

/** An install without scripts leaves the development dependency "node" without its program. */
function hasNode() {
  return ['node', 'node.exe'].some((name) => existsSync(join(root, 'node_modules', 'node', 'bin', name)));
}

if (!isInstalled() || !hasNode()) {
  console.log('Installing what the demo needs (once, about 20 seconds) …');
  const { status, error } = install();
  if (error !== undefined || status !== 0) {
    console.error(
      `"npm ci" did not succeed${error === undefined ? '' : ` (${error.message})`}. Run it by hand to see why; it needs the npm registry.`,
    );
    process.exit(1);
  }
}

if (!hasNode()) {
  console.error(
    'Node 24 was not installed with the packages. Run "npm ci" without "--ignore-scripts", then "npm start" again.',
  );
  process.exit(1);
}
