/** What a source file imports, and from which room. */
export interface SourceFile {
  /** Path below `src/`, such as `core/plan.ts`. */
  readonly path: string;
  readonly text: string;
}

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
  codec: /^(?:@actions\/expressions(?:\/.+)?|yaml)$/,
  usecase: /^$/,
  report: /^$/,
};

/** The one file of the pure rooms that needs something of Node: hashing is arithmetic, not the outside world. */
const HASHING = { path: 'core/encoding/hash.ts', module: 'node:crypto' };

/** What a pure room would reach the network, the clock, the environment or chance by, without an import. */
const IMPURE =
  /\bprocess\.|\bDate\.now\b|\bnew Date\(\s*\)|\bDate\(\s*\)|\bMath\.random\b|\bperformance\.|\bfetch\(|\bsetTimeout\(|\bsetInterval\(|\bcrypto\.|\bconsole\.|\brequire\(|\bglobalThis\b/;

const MAX_LINES = 250;

/** Every rule that the files break, as sentences; empty when the house is in order. */
export function brokenRules(files: readonly SourceFile[]): readonly string[] {
  return [
    ...files.flatMap((file) => [...wrongArrows(file), ...wrongOutside(file), ...impurities(file)]),
    ...files.filter((file) => !isGenerated(file)).flatMap((file) => [...wrongName(file), ...tooLong(file)]),
    ...cycles(files).map((path) => `these files import each other in a circle: ${path.join(' → ')}`),
  ];
}

/** How many lines the files have, in the middle; generated ones do not count. */
export function medianLines(files: readonly SourceFile[]): number {
  const lengths = files.filter((file) => !isGenerated(file)).map(lineCount);
  return lengths.toSorted((a, b) => a - b)[Math.floor(lengths.length / 2)] ?? 0;
}

function wrongArrows({ path, text }: SourceFile): readonly string[] {
  const room = roomOf(path);
  const allowed = room === '' ? DOOR : (ARROWS[room] ?? []);
  if (room !== '' && ARROWS[room] === undefined) return [`${path}: there is no room "${room}"`];
  return localImports(path, text).flatMap((target) => {
    const other = roomOf(target);
    return other === room || allowed.includes(other) ? [] : [`${path} must not import ${target}`];
  });
}

function wrongOutside({ path, text }: SourceFile): readonly string[] {
  const allowed = OUTSIDE[roomOf(path)];
  if (allowed === undefined) return [];
  return importsOf(text)
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

function tooLong(file: SourceFile): readonly string[] {
  return lineCount(file) <= MAX_LINES ? [] : [`${file.path} has ${lineCount(file)} lines, more than ${MAX_LINES}`];
}

/** One path for each circle of imports that exists, found depth first. */
function cycles(files: readonly SourceFile[]): readonly (readonly string[])[] {
  const edges = new Map(files.map(({ path, text }) => [path, localImports(path, text)]));
  const done = new Set<string>();
  const found: string[][] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path)) found.push([...trail.slice(trail.indexOf(path)), path]);
    else if (!done.has(path)) {
      for (const next of edges.get(path) ?? []) visit(next, [...trail, path]);
      done.add(path);
    }
  };
  for (const path of edges.keys()) visit(path, []);
  return found;
}

function localImports(path: string, text: string): readonly string[] {
  return importsOf(text)
    .filter((name) => name.startsWith('.'))
    .map((name) => new URL(name, `file:///${path}`).pathname.slice(1));
}

/** What a file imports or passes on, types and late imports too. */
function importsOf(text: string): readonly string[] {
  const code = withoutComments(text);
  const forms = [
    /^(?:import|export)\s[^'"=;]*?\bfrom\s*['"]([^'"\n]+)['"]/gm,
    /^import\s*['"]([^'"\n]+)['"]/gm,
    /\bimport\(\s*['"]([^'"\n]+)['"]/g,
  ];
  return forms.flatMap((form) => [...code.matchAll(form)].map(([, name = '']) => name));
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
}

function roomOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.indexOf('/')) : '';
}

function isGenerated({ path }: SourceFile): boolean {
  return path.includes('/generated/');
}

function lineCount({ text }: SourceFile): number {
  return text.trimEnd().split('\n').length;
}
