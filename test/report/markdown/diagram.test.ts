import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isWorthDrawing, renderDiagram } from '../../../src/report/markdown/diagram.ts';
import { anyText } from '../../support/arbitraries.ts';

function steps(...names: (string | null)[]) {
  return names.slice(1).map((to, index) => ({ from_state: names[index] ?? null, to_state: to ?? '' }));
}

/** Every line that the diagram may consist of. */
const LINE = [
  /^flowchart (LR|TB)$/,
  /^ {2}s\d+\(\["[\p{L}\p{N} _.-]*( ×\d+)?"\]\)$/u,
  /^ {2}s\d+ (==>|-\.->) s\d+$/,
  /^ {2}classDef (good|bad|now) fill:(#[0-9a-f]{6}),stroke:\2,color:#ffffff$/,
  /^ {2}classDef here stroke:#0969da,stroke-width:5px$/,
  /^ {2}class s\d+ (good|bad|now|here)$/,
];

describe('renderDiagram', () => {
  test('counts visits, and colours what passed, what failed or was refused, and where the item stands', () => {
    const transitions = steps(null, 'ci_pending', 'ci_failed', 'ci_pending', 'ci_passed', 'task_queued');
    const rejections = [{ from_state: 'ci_failed', to_state: 'merged' }];
    expect(renderDiagram({ state: 'task_queued', transitions, rejections }).split('\n').slice(1, -1)).toEqual([
      'flowchart TB',
      '  s1(["ci_pending ×2"])',
      '  s2(["ci_failed"])',
      '  s3(["ci_passed"])',
      '  s4(["task_queued"])',
      '  s5(["merged"])',
      '  s1 ==> s2',
      '  s2 ==> s1',
      '  s1 ==> s3',
      '  s3 ==> s4',
      '  s2 -.-> s5',
      '  classDef good fill:#1a7f37,stroke:#1a7f37,color:#ffffff',
      '  classDef bad fill:#b62324,stroke:#b62324,color:#ffffff',
      '  classDef now fill:#0969da,stroke:#0969da,color:#ffffff',
      '  classDef here stroke:#0969da,stroke-width:5px',
      '  class s2 bad',
      '  class s3 good',
      '  class s4 now',
      '  class s5 bad',
    ]);
  });

  test('marks where the item stands, whatever colour that has', () => {
    const diagram = renderDiagram({ state: 'merged', transitions: steps(null, 'approved', 'merged'), rejections: [] });
    expect(diagram).toContain('flowchart LR');
    expect(diagram).toContain('  class s2 good\n  class s2 here');
  });

  test('is worth it where there was a loop or a refusal', () => {
    const straight = { state: 'b', transitions: steps(null, 'a', 'b'), rejections: [] };
    expect(isWorthDrawing(straight)).toBe(false);
    expect(isWorthDrawing({ ...straight, rejections: [{ from_state: 'b', to_state: 'c' }] })).toBe(true);
    expect(isWorthDrawing({ ...straight, transitions: steps(null, 'a', 'b', 'a') })).toBe(true);
  });

  test('takes a state that is a word of Mermaid for a name', () => {
    const diagram = renderDiagram({ state: 'end', transitions: steps(null, 'end', 'graph', 'click'), rejections: [] });
    expect(diagram).toContain('s1(["end"])');
    expect(diagram).not.toMatch(/^ *(end|graph|click)/m);
  });

  test('consists of nothing but its own lines, whatever the states are called, and stays small', () => {
    fc.assert(
      fc.property(fc.array(anyText, { maxLength: 60 }), fc.array(anyText, { maxLength: 60 }), (names, refused) => {
        const diagram = renderDiagram({
          state: names.at(-1) ?? '',
          transitions: steps(null, ...names),
          rejections: steps('x', ...refused).map(({ from_state, to_state }) => ({
            from_state: from_state ?? '',
            to_state,
          })),
        });
        const lines = diagram.split('\n');
        expect([lines.at(0), lines.at(-1)]).toEqual(['```mermaid', '```']);
        for (const line of lines.slice(1, -1)) expect(LINE.filter((shape) => shape.test(line))).toHaveLength(1);
        expect(diagram).not.toContain('-->');
        expect(diagram.length).toBeLessThan(3_000);
      }),
    );
  });
});
