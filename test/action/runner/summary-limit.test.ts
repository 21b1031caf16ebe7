import { expect, test } from 'vitest';
import { limitSummary } from '../../../src/action/runner/summary-limit.ts';

test('what fits is left alone', () => {
  const text = '# Title\n\nText é\n';
  expect(limitSummary(text, Buffer.byteLength(text))).toBe(text);
});

test('what does not fit is cut at a line and says so', () => {
  const text = `# Title\n${'é line\n'.repeat(1000)}`;
  const short = limitSummary(text, 2000);
  expect(Buffer.byteLength(short)).toBeLessThanOrEqual(2000);
  expect(short).toContain('This summary was cut');
  expect(
    short
      .split('\n\n_')[0]
      ?.split('\n')
      .slice(1)
      .every((line) => line === 'é line'),
  ).toBe(true);
});

test('fences and folds that were open are closed', () => {
  const short = limitSummary(`<details><summary>Steps</summary>\n\n\`\`\`mermaid\n${'a --> b\n'.repeat(1000)}`, 2000);
  expect(short.match(/^```/gm)).toHaveLength(2);
  expect(short).toContain('</details>');
  expect(short.indexOf('```', 40)).toBeLessThan(short.indexOf('</details>'));
});

test('one endless line is dropped, not split', () => {
  expect(limitSummary(`# Title\n${'x'.repeat(5000)}`, 2000)).toMatch(/^# Title\n\n_This summary was cut/);
});
