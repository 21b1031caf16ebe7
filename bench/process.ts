import { startCannedServer } from './canned.ts';
import { figure, inMegabytes, median, table } from './measure.ts';
import { recordScenarios, type Scenario } from './scenarios.ts';
import { play, runScript } from './step.ts';

const FLOOR = new URL('./floor.mjs', import.meta.url).pathname;
const SLOW_MS = 60;

export interface Goes {
  readonly goes: number;
  readonly slowGoes: number;
}

interface Pair {
  readonly ours: number;
  readonly floor: number;
}

/**
 * The whole process, from its start to its end, beside the floor: a bare script that makes as many requests of the same
 * size. Both ask a server that plays the same answers back; they take turns, so that what else the machine does hits
 * both alike.
 */
export async function measureProcess(entry: string, { goes, slowGoes }: Goes): Promise<string> {
  const scenarios = await recordScenarios(entry);
  const server = await startCannedServer(Object.fromEntries(scenarios.map((one) => [slug(one), one.answers])));
  const floorOf = (scenario: Scenario, delay: number, peak = false) =>
    runScript(floorArgs(scenario, server.urlFor(slug(scenario), delay)), { peak });
  const oursOf = (scenario: Scenario, delay: number, peak = false) =>
    play({ ...scenario, entry, url: server.urlFor(slug(scenario), delay) }, { peak });
  const pairs = async (scenario: Scenario, delay: number, count: number): Promise<readonly Pair[]> => {
    const found: Pair[] = [];
    for (let go = -1; go < count; go++) {
      const first = go % 2 === 0 ? await oursOf(scenario, delay) : null;
      const floor = await floorOf(scenario, delay);
      const ours = first ?? (await oursOf(scenario, delay));
      if (go >= 0) found.push({ ours: ours.wallMs, floor: floor.wallMs });
    }
    return found;
  };
  try {
    const rows: string[][] = [];
    const slowRows: string[][] = [];
    for (const scenario of scenarios) {
      const fast = await pairs(scenario, 0, goes);
      const memory = [(await oursOf(scenario, 0, true)).peakKb, (await floorOf(scenario, 0, true)).peakKb];
      rows.push([scenario.name, String(scenario.requests.length), ...summary(fast), ...memory.map(inMegabytes)]);
      const slow = await pairs(scenario, SLOW_MS, slowGoes);
      const waiting = scenario.requests.length * SLOW_MS;
      const beyond = (side: keyof Pair) => figure(median(slow.map((pair) => pair[side])) - waiting);
      slowRows.push([scenario.name, String(waiting), ...summary(slow), beyond('ours'), beyond('floor')]);
    }
    const sides = ['ours (ms)', 'floor (ms)', 'ratio'];
    return [
      `### The whole process, an answer at once (medians of ${goes} pairs)\n`,
      table(['run', 'requests', ...sides, 'peak memory', 'of the floor'], rows),
      `\n### The same, ${SLOW_MS} ms an answer (medians of ${slowGoes} pairs)\n`,
      table(['run', 'waiting (ms)', ...sides, 'ours beyond waiting', 'floor beyond waiting'], slowRows),
    ].join('\n');
  } finally {
    server.close();
  }
}

function slug({ name }: Scenario): string {
  return name.replaceAll(' ', '-');
}

function floorArgs({ requests }: Scenario, url: string): readonly string[] {
  return [FLOOR, url, ...requests.map(({ method, path, bytes }) => `${method}:${path}:${bytes}`)];
}

function summary(pairs: readonly Pair[]): readonly string[] {
  const ratio = median(pairs.map(({ ours, floor }) => ours / floor));
  return [median(pairs.map(({ ours }) => ours)), median(pairs.map(({ floor }) => floor)), ratio].map(figure);
}
