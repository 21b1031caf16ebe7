import { expect, test } from 'vitest';
import { parseConfig } from '../../../src/codec/config/config.ts';
import { SETTINGS } from '../../../src/codec/config/settings-register.ts';
import { LAW_DEFAULTS, RUN_DEFAULTS } from '../../../src/core/values/settings.ts';
import { configExample } from '../../../src/report/setup/config-example.ts';

const TEXT = configExample();

test('sets nothing as it stands', async () => {
  expect(await parseConfig(TEXT, 'loopforge.yml')).toEqual({});
});

test('holds every setting, each with its default, once the # is gone', async () => {
  const active = TEXT.replaceAll(/^#(?=\w+:)/gm, '');
  expect(await parseConfig(active, 'loopforge.yml')).toEqual({ ...LAW_DEFAULTS, ...RUN_DEFAULTS });
});

test.each(SETTINGS.map(({ config, law }) => [config, law] as const))(
  '%s: says what it is for, below the right title',
  (name, law) => {
    const [rules = '', rest = ''] = TEXT.split('# ---- Everything else.');
    expect(law ? rules : rest).toMatch(new RegExp(`^# \\S.{20,}\\n#${name}: `, 'm'));
  },
);
