import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { firstDiagram } from '../../../../src/report/comment/first/diagram.ts';
import { anyText } from '../../../support/arbitraries.ts';

function steps(...names: (string | null)[]) {
  return names.slice(1).map((to, index) => ({ from_state: names[index] ?? null, to_state: to ?? '' }));
}

/** Every line that the diagram may consist of. */
const LINE = [
  /^flowchart (LR|TB)$/,
  /^ {2}s\d+\(\["[\p{L}\p{N} _.-]*( ×\d+)?"\]\)$/u,
  /^ {2}s\d+ ==>(\|"×\d+"\|)? s\d+$/,
  /^ {2}s\d+ -\.->\|"refused( ×\d+)?"\| s\d+$/,
  /^ {2}linkStyle default stroke-width:1\.5px$/,
  /^ {2}classDef current fill:#1f6feb,stroke:#1f6feb,color:#ffffff$/,
  /^ {2}class s\d+ current$/,
];

describe('firstDiagram', () => {
  test('counts visits and steps, and highlights the current state', () => {
    const transitions = steps(null, 'ci_pending', 'ci_failed', 'ci_pending', 'ci_failed');
    expect(firstDiagram({ state: 'ci_failed', transitions, rejections: [] })).toBe(
      [
        '```mermaid',
        'flowchart LR',
        '  s1(["ci_pending ×2"])',
        '  s2(["ci_failed ×2"])',
        '  s1 ==>|"×2"| s2',
        '  s2 ==> s1',
        '  linkStyle default stroke-width:1.5px',
        '  classDef current fill:#1f6feb,stroke:#1f6feb,color:#ffffff',
        '  class s2 current',
        '```',
      ].join('\n'),
    );
  });

  test('draws a refused step dotted, to a state that was never entered', () => {
    const rejections = [{ from_state: 'ci_failed', to_state: 'merged' }];
    const diagram = firstDiagram({ state: 'ci_failed', transitions: steps(null, 'ci_failed'), rejections });
    expect(diagram).toContain('  s1 -.->|"refused"| s2');
    expect(diagram).toContain('  s2(["merged"])');
  });

  test('shows a birth without any edge', () => {
    const diagram = firstDiagram({ state: 'a', transitions: steps(null, 'a'), rejections: [] });
    expect(diagram).not.toContain('linkStyle');
    expect(diagram).toContain('class s1 current');
  });

  test('takes a state that is a word of Mermaid for a name', () => {
    const diagram = firstDiagram({ state: 'end', transitions: steps(null, 'end', 'graph', 'click'), rejections: [] });
    expect(diagram).toContain('s1(["end"])');
    expect(diagram).not.toMatch(/^ *(end|graph|click)/m);
  });

  test('consists of nothing but its own lines, whatever the states are called, and stays small', () => {
    fc.assert(
      fc.property(fc.array(anyText, { maxLength: 60 }), fc.array(anyText, { maxLength: 60 }), (names, refused) => {
        const diagram = firstDiagram({
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
