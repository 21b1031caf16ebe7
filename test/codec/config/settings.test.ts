import { describe, expect, it } from 'vitest';
import { mergeSettings } from '../../../src/codec/config/settings.ts';
import { LAW_DEFAULTS, RUN_DEFAULTS, type SettingsPatch } from '../../../src/core/values/settings.ts';

describe('mergeSettings', () => {
  it('begins with the defaults', () => {
    expect(mergeSettings({ file: null, inputs: {} })).toEqual({ law: LAW_DEFAULTS, run: RUN_DEFAULTS });
    expect(mergeSettings({ file: {}, inputs: {} })).toEqual({ law: LAW_DEFAULTS, run: RUN_DEFAULTS });
  });

  it('takes everything from the inputs where there is no file', () => {
    const merged = mergeSettings({ file: null, inputs: { lifecycle: 'strict', requiredChecks: ['build'], limit: 7 } });
    expect(merged.law).toEqual({ ...LAW_DEFAULTS, lifecycle: 'strict', requiredChecks: ['build'] });
    expect(merged.run).toEqual({ ...RUN_DEFAULTS, limit: 7 });
  });

  it('takes the law from the file, and lets an input win for the rest', () => {
    const file: SettingsPatch = { lifecycle: 'strict', ci: 'none', limit: 5, summary: false };
    const merged = mergeSettings({ file, inputs: { limit: 9, labelPrefix: 'lf:' } });
    expect(merged.law).toEqual({ ...LAW_DEFAULTS, lifecycle: 'strict', ci: 'none' });
    expect(merged.run).toEqual({ ...RUN_DEFAULTS, limit: 9, summary: false, labelPrefix: 'lf:' });
  });

  it.each([
    ['an empty file', {}],
    ['a file that says the same', { lifecycle: 'strict', onInvalid: 'warn' } as const],
  ])('refuses the law as an input beside %s, naming each', (_, file) => {
    const inputs: SettingsPatch = { lifecycle: 'strict', onInvalid: 'warn', limit: 3 };
    expect(() => mergeSettings({ file, inputs, path: '.github/other.yml' })).toThrow(
      expect.objectContaining({
        code: 'input_invalid',
        message: expect.stringMatching(
          /^`lifecycle`, `on-invalid` cannot.*put `lifecycle`, `on_invalid` into \.github\/other\.yml/,
        ),
      }),
    );
  });

  it('refuses each of the settings that make the law', () => {
    for (const key of Object.keys(LAW_DEFAULTS)) {
      const inputs = Object.fromEntries(Object.entries(LAW_DEFAULTS).filter(([name]) => name === key));
      expect(() => mergeSettings({ file: {}, inputs })).toThrow(/cannot be given as input/);
    }
  });
});
