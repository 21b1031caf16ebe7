import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { test } from 'vitest';
import { simulate } from './simulate.ts';
import { wrongsIn } from './verdict.ts';

test('prof', { timeout: 600_000 }, async () => {
  for (let s = 1; s <= 10; s++) wrongsIn(await simulate(s));
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.start');
  const t = performance.now();
  let n = 0;
  let ends = 0;
  for (let s = 11; s <= 70; s++) {
    const o = await simulate(s);
    wrongsIn(o);
    n += o.requests ?? 0;
    ends += o.endings.length;
  }
  console.log('ms per seed', (performance.now() - t) / 60, 'requests', n / 60, 'jobs', ends / 60);
  const { profile: p } = await session.post('Profiler.stop');
  const self = new Map<string, number>();
  const byId = new Map(p.nodes.map((x) => [x.id, x]));
  p.samples!.forEach((s, i) => {
    const x = byId.get(s)!;
    const k =
      x.callFrame.functionName + ' ' + x.callFrame.url.split('/').slice(-3).join('/') + ':' + x.callFrame.lineNumber;
    self.set(k, (self.get(k) || 0) + p.timeDeltas![i]!);
  });
  console.log(
    [...self]
      .sort((a, b) => b[1] - a[1])
      .slice(0, 40)
      .map(([k, v]) => (v / 1000).toFixed(0) + ' ' + k)
      .join('\n'),
  );
});
