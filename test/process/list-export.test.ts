import { describe, expect, test } from 'vitest';
import { tracked } from './tracked.ts';

describe('the bundle', () => {
  test('lists and exports', async () => {
    const stage = await tracked();
    const list = await stage.step({ command: 'list', violations: 'true' });
    expect(list).toMatchObject({ exitCode: 0, outputs: { outcome: 'unchanged', count: '0' } });
    const step = await stage.step({ command: 'export', format: 'csv', 'redact-actors': 'true' });
    expect(step).toMatchObject({ exitCode: 0, outputs: { outcome: 'unchanged', count: '1' } });
    expect(step.outputs.file).toMatch(/\/loopforge-export\.csv$/);
  });
});
