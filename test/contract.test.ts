import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { withChecks } from '../scripts/generate-checks.ts';
import { manifestText } from '../scripts/generate-manifest.ts';
import { GENERATED_PAGES, withTables } from '../scripts/generate-pages.ts';
import { INPUTS, type InputSpec } from '../src/action/inputs/register.ts';
import { OUTPUTS } from '../src/action/outputs/register.ts';
import { SETTINGS, SETTINGS_REGISTER } from '../src/codec/config/settings-register.ts';
import { LAW_DEFAULTS, RUN_DEFAULTS } from '../src/core/values/settings.ts';
import { CHECK_NAMES } from '../src/core/verify/register/register.ts';

interface Manifest {
  readonly inputs: { readonly [name: string]: { readonly description: string; readonly default?: string } };
  readonly outputs: { readonly [name: string]: { readonly description: string } };
  readonly runs: { readonly using: string; readonly main: string; readonly post: string };
  readonly branding: { readonly icon: string; readonly color: string };
}

function read(path: string): string {
  return readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
}

const manifest: Manifest = parse(read('action.yml'));
const inputs: readonly InputSpec[] = INPUTS;

describe('action.yml', () => {
  test('is what the registers generate', () => {
    expect(read('action.yml')).toBe(manifestText());
  });

  test('has the inputs and outputs of the registers, in their order, each with a description', () => {
    expect(Object.keys(manifest.inputs)).toEqual(INPUTS.map(({ name }) => name));
    expect(Object.keys(manifest.outputs)).toEqual(OUTPUTS.map(({ name }) => name));
    for (const { description } of [...Object.values(manifest.inputs), ...Object.values(manifest.outputs)]) {
      expect(description.length).toBeGreaterThan(10);
    }
  });

  test('runs what is there, on the one runtime that is still alive', () => {
    expect(manifest.runs).toEqual({ using: 'node24', main: 'dist/main.js', post: 'dist/post.js' });
    for (const entry of ['src/action/main.ts', 'src/action/post.ts']) {
      expect(existsSync(new URL(`../${entry}`, import.meta.url))).toBe(true);
    }
  });
});

describe('inputs and settings', () => {
  test('every setting is an input under its own name, and no other input claims to be one', () => {
    const claimed = inputs.flatMap(({ name, setting }) => (setting === null ? [] : [[setting, name]]));
    expect(Object.fromEntries(claimed)).toEqual(Object.fromEntries(SETTINGS.map(({ key, input }) => [key, input])));
  });

  test('a setting has no declared default: the runner would hand it over as if it had been given', () => {
    for (const { name, setting, declared } of inputs) {
      if (setting === null) continue;
      expect(declared, name).toBeNull();
      expect(manifest.inputs[name], name).not.toHaveProperty('default');
    }
  });

  test('the default that is told is the one that counts', () => {
    const defaults = { ...LAW_DEFAULTS, ...RUN_DEFAULTS };
    for (const { name, setting, fallback } of inputs) {
      if (setting === null) continue;
      const reading = SETTINGS_REGISTER[setting].read(fallback ?? '');
      const told = fallback === null ? emptyOf(defaults[setting]) : reading.kind === 'value' && reading.value;
      expect(told, name).toEqual(defaults[setting]);
    }
  });

  /** What "no default" stands for: an empty text or list. */
  function emptyOf(value: unknown): unknown {
    return Array.isArray(value) ? [] : '';
  }
});

describe('the pages of which a part is generated', () => {
  test.each(GENERATED_PAGES)('%s is what the registers and the sample workflow generate', (page) => {
    expect(read(page)).toBe(withTables(page, read(page)));
  });

  test('have a row for every input and output', () => {
    const reference = read('docs/reference.md');
    for (const { name } of [...INPUTS, ...OUTPUTS]) expect(reference).toContain(`| \`${name}\` |`);
  });

  test('are refused without a section', () => {
    expect(() => withTables('README.md', '# LoopForge\n')).toThrow(/has no section <!-- workflow:start -->/);
  });
});

test('the page of the command line lists the checks of verify as they are registered', () => {
  const page = read('docs/cli.md');
  expect(page).toBe(withChecks(page));
  for (const name of CHECK_NAMES) expect(page).toContain(`| \`${name}\` |`);
});
