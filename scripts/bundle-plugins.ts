import { readFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ImportKind, Plugin } from 'esbuild';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');

/**
 * `@actions/core` is one file that imports an HTTP client for tokens that we never ask for. None of these packages does
 * anything when imported, so what is not used can be left out; they only forget to say so.
 */
export const unusedPartsAreLeftOut: Plugin = {
  name: 'unused-parts-are-left-out',
  setup(builder) {
    builder.onResolve({ filter: /^(?:@actions\/|\.)/ }, async ({ path, pluginData, ...options }) => {
      const isTheirs = path.startsWith('@actions/') || /node_modules\/@actions\//.test(options.importer);
      if (!isTheirs || pluginData === 'resolving') return undefined;
      const resolved = await builder.resolve(path, { ...options, pluginData: 'resolving' });
      const pure = /node_modules\/@actions\/(?:core|http-client|exec|io)\//.test(resolved.path);
      return pure && resolved.errors.length === 0 ? { ...resolved, sideEffects: false } : undefined;
    });
  },
};

/**
 * A CommonJS package behind `import()` would come out of the bundle with nothing but a `default`, and in a chunk called
 * `dist`. Passed on name by name it has the exports that Node shows, and a chunk named for it. What packages load late
 * themselves is left to them: they may want the `default`, or get along without it.
 */
export const latePackagesKeepTheirNames: Plugin = {
  name: 'late-packages-keep-their-names',
  setup(builder) {
    builder.onResolve({ filter: /^[@a-z]/ }, ({ path, kind, importer }) => {
      const isOurs = kind === 'dynamic-import' && !importer.includes('node_modules') && !path.startsWith('node:');
      return isOurs ? { path, namespace: 'late' } : undefined;
    });
    builder.onLoad({ filter: /./, namespace: 'late' }, async ({ path }) => {
      const names = Object.keys(await import(path)).filter((name) => !NOT_PASSED_ON.test(name));
      return { contents: `export { ${names.join(', ')} } from ${JSON.stringify(path)};`, resolveDir: ROOT };
    });
  },
};

/** The mark of a package that was compiled from ES modules is shown as a name by some Nodes only, and by them not always. */
const NOT_PASSED_ON = /^(?:default|__esModule)$|[^\w$]/;

function nodeModules(name: string, taken: (kind: ImportKind) => boolean): Plugin {
  return {
    name,
    setup(builder) {
      builder.onResolve({ filter: /^[a-z]/ }, ({ path, kind, importer }) => {
        if (!taken(kind) || !isBuiltin(path)) return undefined;
        // One for each package: what the start shared with a package that is loaded late would be a file of its own.
        const [suffix = ''] = /node_modules\/(?:@[^/]+\/)?[^/]+/.exec(importer) ?? [];
        return { path: path.replace(/^node:/, ''), namespace: 'node', suffix: suffix && `?${suffix}` };
      });
      builder.onLoad({ filter: /./, namespace: 'node' }, ({ path }) => {
        return { contents: `module.exports = process.getBuiltinModule(${JSON.stringify(path)});` };
      });
    },
  };
}

/**
 * Node's own modules are taken as they are. An `import` of one reads every property of it, to offer them by name, and
 * reading all of `node:http` starts Node's whole `fetch`: a third of the time to the first request.
 */
export const nodeModulesAreTakenWhole = nodeModules(
  'node-modules-are-taken-whole',
  (kind) => kind !== 'dynamic-import',
);

/** A CommonJS package asks for Node's modules by `require`, which an ES module does not have. */
export const requiredNodeModulesAreTaken = nodeModules(
  'required-node-modules-are-taken',
  (kind) => kind === 'require-call',
);

/**
 * OpenTelemetry's packages hold themselves twice: for Node as CommonJS, of which a bundle takes all or nothing, and as ES
 * modules that only a bundler can read. Of those it takes what is used.
 */
export const openTelemetryInParts: Plugin = {
  name: 'open-telemetry-in-parts',
  setup(builder) {
    builder.onResolve({ filter: /^@opentelemetry\/[\w-]+$/ }, async ({ path }) => {
      const folder = join(ROOT, 'node_modules', path);
      const { module } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
      return typeof module === 'string' ? { path: join(folder, module), sideEffects: false } : undefined;
    });
  },
};

/** A door passes on what its folder holds and does nothing itself: who comes through it loads what is used, not the folder. */
export const doorsLoadNothing: Plugin = {
  name: 'doors-load-nothing',
  setup(builder) {
    builder.onResolve({ filter: /^\..*\/(?:index|model)\.ts$/ }, ({ path, resolveDir }) => {
      return { path: join(resolveDir, path), sideEffects: false };
    });
  },
};

/** Packages that are asked for when the program runs, by their own names, whatever version of them is there. */
export function staysOutside(packages: readonly string[]): Plugin {
  return {
    name: 'stays-outside',
    setup(builder) {
      builder.onResolve({ filter: /^[@a-z]/ }, ({ path }) => {
        return packages.some((name) => path === name || path.startsWith(`${name}/`))
          ? { path, external: true }
          : undefined;
      });
    },
  };
}
