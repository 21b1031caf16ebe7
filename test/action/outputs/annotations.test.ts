import { expect, test } from 'vitest';
import { type Annotation, AnnotationList } from '../../../src/action/outputs/annotations.ts';
import type { ResultReport } from '../../../src/compose/result/result-report.ts';
import { codePage, withCodePage } from '../../../src/core/outcome/code-page.ts';
import { reportOf } from '../sample-report.ts';

function annotationsOf(...reports: readonly ResultReport[]): readonly Annotation[] {
  const list = new AnnotationList();
  for (const report of reports) list.add(report);
  return list.toAnnotations();
}

const refused = (number: number) =>
  reportOf({ number, messages: [{ level: 'error', code: 'gate_not_met', text: `no way from #${number}` }] });

test('an error has its code in the title, and says where it is explained', () => {
  expect(annotationsOf(refused(1))).toEqual([
    { level: 'error', title: 'LoopForge: gate_not_met', message: `no way from #1\nSee ${codePage('gate_not_met')}` },
  ]);
});

test('with several items each message names its own', () => {
  const annotations = annotationsOf(refused(1), refused(2));
  expect(annotations.map(({ message }) => message)).toEqual(
    ['#1: no way from #1', '#2: no way from #2'].map((text) => withCodePage(text, 'gate_not_met')),
  );
});

test('errors come first, then warnings, then notices', () => {
  const deferred = reportOf({
    number: 1,
    messages: [{ level: 'notice', code: 'read_only_token', text: 'later' }],
  });
  const warned = reportOf({ number: 2, messages: [{ level: 'warning', code: '', text: 'look here' }] });
  const annotations = annotationsOf(deferred, warned, refused(3));
  expect(annotations.map(({ level, title, message }) => `${level} ${title} ${message}`)).toEqual([
    withCodePage('error LoopForge: gate_not_met #3: no way from #3', 'gate_not_met'),
    'warning LoopForge #2: look here',
    withCodePage('notice LoopForge: read_only_token #1: later', 'read_only_token'),
  ]);
});

test('nothing to say is nothing said', () => {
  expect(annotationsOf(reportOf({ number: 1 }))).toEqual([]);
});

test('what the runner would drop past ten of a kind is folded into the tenth', () => {
  const numbers = Array.from({ length: 14 }, (_, at) => at + 1);
  const annotations = annotationsOf(...numbers.map(refused));
  expect(annotations).toHaveLength(10);
  expect(annotations[9]?.message).toMatch(/^And 5 more:\n#10: no way from #10\n#11: /);
  for (const number of numbers)
    expect(annotations.some(({ message }) => message.includes(`from #${number}`))).toBe(true);
});

test('of thousands a part is quoted, and the rest is counted', () => {
  const list = new AnnotationList();
  for (let number = 1; number <= 5000; number++) list.add(refused(number));
  const annotations = list.toAnnotations();
  expect(annotations).toHaveLength(10);
  expect(annotations[9]?.message).toMatch(/^And 4991 more:\n/);
  expect(annotations[9]?.message).toMatch(/… and 4790 that are not shown here\.$/);
});
