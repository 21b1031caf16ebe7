import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';

// What a process loads is what it waits for: docs/performance.md. Raise a limit only for something that every run needs;
// what some runs need belongs behind an `import()`.

/** Bytes, a little above what they are. */
const LIMITS = {
  /** Until the first question to GitHub is on its way. */
  start: 135_000,
  /** While it is on its way. */
  meanwhile: 291_500,
  post: 1_500,
};

function built(file: string): string {
  const bundle = inject('bundle');
  if (bundle.kind === 'broken') throw new Error(bundle.why);
  return join(bundle.folder, file);
}

/** A file of the bundle and all that it imports at once. */
function loadedWith(file: string): ReadonlySet<string> {
  const seen = new Set([file]);
  for (const name of seen) {
    for (const path of importsOf(name)) if (path.startsWith('.')) seen.add(join(dirname(name), path));
  }
  return seen;
}

/** What a file imports at once. */
function importsOf(file: string): readonly string[] {
  const statements = /(?:^|[;}\n])(?:import|export)\s*(?:[\w$*{][^;"]*?\bfrom\s*)?"([^"]+)"/g;
  return [...readFileSync(file, 'utf8').matchAll(statements)].map(([, path = '']) => path);
}

function sizeOf(files: Iterable<string>): number {
  return [...files].reduce((sum, file) => sum + statSync(file).size, 0);
}

/** The files that some file loads later under a name. */
function lateChunks(files: Iterable<string>, name: string): readonly string[] {
  const found = [...files].flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/\bimport\("(\.[^"]+)"\)/g)]
      .map(([, path = '']) => join(dirname(file), path))
      .filter((path) => path.includes(`/${name}-`)),
  );
  return [...new Set(found)];
}

describe('the bundle is small', () => {
  test('at the start of main.js', () => {
    const size = sizeOf(loadedWith(built('main.js')));
    expect(size).toBeLessThan(LIMITS.start);
    expect(size, 'the limit is no longer close: lower it').toBeGreaterThan(LIMITS.start * 0.8);
  });

  test('where it waits for the first answer', () => {
    const start = loadedWith(built('main.js'));
    const [late = '', ...more] = lateChunks(start, 'run-command');
    expect(more).toEqual([]);
    const size = sizeOf([...loadedWith(late)].filter((file) => !start.has(file)));
    expect(size).toBeLessThan(LIMITS.meanwhile);
    expect(size, 'the limit is no longer close: lower it').toBeGreaterThan(LIMITS.meanwhile * 0.8);
  });

  test('in post.js, which mostly has nothing to do', () => {
    expect(sizeOf(loadedWith(built('post.js')))).toBeLessThan(LIMITS.post);
  });

  test('and an ordinary run loads no driver of a mirror: each is a file of its own, for when it is used', () => {
    const start = loadedWith(built('main.js'));
    const [late = ''] = lateChunks(start, 'run-command');
    const ordinary = [...new Set([...start, ...loadedWith(late)])].map((file) => basename(file));
    const drivers = readdirSync(built('chunks')).filter((file) => /^(?:pg|client|client-dynamodb)-\w+\.js$/.test(file));
    expect(drivers).toHaveLength(3);
    expect(ordinary.filter((file) => drivers.includes(file))).toEqual([]);
    expect(ordinary.length, 'files that are opened').toBeLessThan(8);
  });

  // An ES import of `node:http` reads each of its properties, and one of them starts Node's whole `fetch`.
  test('and an ordinary run loads nothing that sends what hooks send, or asks the gate', () => {
    const start = loadedWith(built('main.js'));
    const [late = ''] = lateChunks(start, 'run-command');
    const ordinary = new Set([...start, ...loadedWith(late)]);
    const all = readdirSync(built('chunks')).map((file) => join(built('chunks'), file));
    for (const sign of ['webhook-signature', '/dispatches', 'v1/metrics', 'gate/1']) {
      const holding = all.filter((file) => readFileSync(file, 'utf8').includes(sign));
      expect(holding, sign).not.toEqual([]);
      expect(
        holding.filter((file) => ordinary.has(file)),
        sign,
      ).toEqual([]);
    }
  });

  test("and does not import Node's own modules in the slow way", () => {
    const start = [...loadedWith(built('main.js'))];
    const own = start.flatMap(importsOf).filter((path) => !path.startsWith('.'));
    expect(start.length).toBeGreaterThan(1);
    expect(own).toEqual([]);
  });
});
