import { circles } from '../../scripts/house/circles.ts';
import { importsOf, localImports, withoutComments } from '../../scripts/house/imports.ts';
import { folderOf, isWritten, lineCount, type SourceFile } from '../../scripts/house/source-file.ts';

/** The rooms, and what each may look into. Rooms on one line know nothing of each other. */
const ARROWS: { readonly [room: string]: readonly string[] } = {
  action: ['compose', 'usecase', 'adapters', 'report', 'codec', 'core'],
  cli: ['compose', 'usecase', 'adapters', 'report', 'codec', 'core'],
  compose: ['usecase', 'adapters', 'report', 'codec', 'core'],
  usecase: ['codec', 'core'],
  adapters: ['codec', 'core'],
  report: ['codec', 'core'],
  codec: ['core'],
  core: [],
};

/** Files beside the rooms: the doors of the library. They may show what the rooms below the runner hold. */
const DOOR = ['compose', 'usecase', 'adapters', 'report', 'codec', 'core'];

/** Packages and parts of Node that a room may import; a room that is not here may import any. */
const OUTSIDE: { readonly [room: string]: RegExp } = {
  core: /^$/,
  codec: /^(?:@actions\/expressions(?:\/.+)?|csv-stringify\/sync|fflate|yaml)$/,
  usecase: /^$/,
  /** Types alone. */
  report: /^@slack\/types$/,
};

/** The one file of the pure rooms that needs something of Node: hashing is arithmetic, not the outside world. */
const HASHING = { path: 'core/encoding/hash.ts', module: 'node:crypto' };

/** What a pure room would reach the network, the clock, the environment or chance by, without an import. */
const IMPURE =
  /\bprocess\.|\bDate\.now\b|\bnew Date\(\s*\)|\bDate\(\s*\)|\bMath\.random\b|\bperformance\.|\bfetch\(|\bsetTimeout\(|\bsetInterval\(|\bcrypto\.|\bconsole\.|\brequire\(|\bglobalThis\b/;

/** The folders of a room from top to bottom: each imports only those below it. `.` is the room's own folder. */
export interface FolderOrder {
  readonly [room: string]: readonly string[];
}

/** A folder stands above all that it imports. */
export const FOLDER_ORDER: FolderOrder = {
  core: [
    'by-hand',
    'verify',
    'verify/register',
    'verify/completeness',
    'plan',
    'plan/ahead',
    'plan/steps',
    'plan/gate',
    'verify/entries',
    'verify/corroboration',
    'needs',
    'verify/comments',
    'verify/history',
    'verify/record',
    'verify/runs',
    'verify/text',
    'words',
    'words/messages',
    'words/refusals',
    'words/needs',
    'words/basics',
    'outcome',
    'situation',
    'verify/findings',
    '.',
    'record/revisions',
    'record/append',
    'record/chain',
    'facts/checks',
    'facts/reviews',
    'lifecycle',
    'ports',
    'facts',
    'encoding',
    'record',
    'values',
  ],
  codec: [
    'export',
    'export/xlsx',
    'export/ocsf',
    'export/cdevents',
    'export/table',
    'export-run',
    'export/names',
    'hook',
    'event',
    'github',
    'github/facts',
    'original',
    'verify',
    'event/targets',
    'setup',
    'github/comments',
    'config',
    'lifecycle',
    'github/evidence',
    'lifecycle/condition',
    'record',
    'github/answer',
    'text',
  ],
  usecase: [
    'export',
    'query',
    'comment-store',
    'copy',
    'many',
    'by-hand',
    'item',
    'deliver',
    'mirror',
    'gate',
    'verify',
    'verify/evidence',
    'write',
    'item-state',
    'find-record',
    'library',
    'lock',
    'conformance',
    'conformance/cases',
    'conformance/stage',
  ],
  adapters: [
    'github',
    'github/evidence',
    'github/comments',
    'github/items',
    'github/questions',
    'github/client',
    'github/queries',
    'export-file',
    'store/dynamodb',
    'store/file',
    'store/memory',
    'store/postgres',
    'store/redis',
    'store/sqlite',
    'store/shared',
    'hook',
    'hook/http',
    'working-tree',
    'record-file',
    'system',
  ],
  report: ['comment', 'comment/first', 'pages', 'slack', 'standing', 'setup', 'markdown'],
  compose: [
    'action',
    'action-records',
    'result',
    'next',
    'cli',
    'export',
    'sources',
    'library-hooks',
    'hooks',
    'mirror',
    'stores',
    'github-store',
    'github',
    'library',
  ],
  action: ['.', 'runner', 'inputs', 'outputs'],
  cli: [
    '.',
    'commands/by-hand',
    'commands/export',
    'commands/import',
    'commands/completion',
    'commands/copy',
    'commands/init',
    'commands/list',
    'commands/next',
    'commands/show',
    'commands/verify',
    'arguments',
    'terminal',
  ],
};

/** Every rule that the files break, as sentences; empty when the house is in order. */
export function brokenRules(files: readonly SourceFile[], order: FolderOrder = {}): readonly string[] {
  const written = files.filter(isWritten);
  return [
    ...files.flatMap((file) => [...wrongArrows(file), ...wrongOutside(file), ...impurities(file)]),
    ...written.flatMap((file) => [...wrongName(file), ...wrongOrder(file, order)]),
    ...fileCircles(files).map((path) => `these files import each other in a circle: ${path.join(' → ')}`),
  ];
}

/** How many lines the files have, in the middle; generated ones do not count. */
export function medianLines(files: readonly SourceFile[]): number {
  const lengths = files.filter(isWritten).map(lineCount);
  return lengths.toSorted((a, b) => a - b)[Math.floor(lengths.length / 2)] ?? 0;
}

function wrongArrows(file: SourceFile): readonly string[] {
  const { path } = file;
  const room = roomOf(path);
  const allowed = room === '' ? DOOR : (ARROWS[room] ?? []);
  if (room !== '' && ARROWS[room] === undefined) return [`${path}: there is no room "${room}"`];
  return localImports(file).flatMap((target) => {
    const other = roomOf(target);
    return other === room || allowed.includes(other) ? [] : [`${path} must not import ${target}`];
  });
}

function wrongOutside(file: SourceFile): readonly string[] {
  const { path } = file;
  const allowed = OUTSIDE[roomOf(path)];
  if (allowed === undefined) return [];
  return importsOf(file)
    .filter((name) => !name.startsWith('.') && !allowed.test(name))
    .filter((name) => path !== HASHING.path || name !== HASHING.module)
    .map((name) => `${path} must not import ${name}`);
}

function impurities({ path, text }: SourceFile): readonly string[] {
  const room = roomOf(path);
  if (room !== 'core' && room !== 'codec') return [];
  const found = IMPURE.exec(withoutComments(text));
  return found === null ? [] : [`${path} must be pure, and uses ${found[0]}`];
}

function wrongName({ path }: SourceFile): readonly string[] {
  const parts = path.replace(/\.ts$/, '').split('/');
  const kebab = parts.every((part) => /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(part));
  return kebab && path.endsWith('.ts') ? [] : [`${path}: names are kebab-case, and files are TypeScript`];
}

function wrongOrder(file: SourceFile, order: FolderOrder): readonly string[] {
  const { path } = file;
  const room = roomOf(path);
  const folders = order[room];
  if (folders === undefined) return [];
  const floor = folders.indexOf(folderInRoom(path));
  if (floor === -1) return [`${folderOf(path)} has no place in the order of the folders of ${room}`];
  return localImports(file)
    .filter((target) => roomOf(target) === room && folders.slice(0, floor).includes(folderInRoom(target)))
    .map((target) => `${path} must not import ${target}, whose folder stands above`);
}

/** One way round for each group of files that import each other. */
function fileCircles(files: readonly SourceFile[]): readonly (readonly string[])[] {
  return circles(new Map(files.map((file) => [file.path, localImports(file)]))).map(({ path }) => path);
}

function roomOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.indexOf('/')) : '';
}

/** `facts` for `core/facts/checks.ts`, `.` for `core/errors.ts`. */
function folderInRoom(path: string): string {
  return folderOf(path.slice(roomOf(path).length + 1));
}
