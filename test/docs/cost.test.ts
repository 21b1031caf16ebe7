import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { SWEEP_PULLS_QUERY, sweepIssuesQuery } from '../../src/adapters/github/queries/queries.ts';
import { BULK_CALLS, CALLS } from '../../src/core/ports/retry-policy.ts';

const doc = readFileSync('docs/cost.md', 'utf8');
const prose = doc.replaceAll(/\s+/g, ' ');
const performance = readFileSync('docs/performance.md', 'utf8');
const readme = readFileSync('README.md', 'utf8');
const MINUTE_MS = 60_000;

interface Workflow {
  readonly on: Triggers;
}

interface Triggers {
  readonly [event: string]: { readonly types?: readonly string[] } | readonly { readonly cron: string }[] | null;
}

const sample: Workflow = parse(/<!-- workflow:start -->\n```yaml\n([\s\S]*?)```/.exec(readme)?.[1] ?? '');
const cheap: Workflow = parse(/```yaml\n([\s\S]*?)```/.exec(doc)?.[1] ?? '');

/** The rows of the table of runs: events in the second column, their number in the third. */
const rows = [...doc.matchAll(/^\| (?<what>[^|`]+) \| (?<events>`[^|]+) \| (?:\+ )?(?<runs>\d+) \|$/gm)].map(
  ({ groups }) => ({
    what: groups?.['what'] ?? '',
    events: [...(groups?.['events'] ?? '').matchAll(/`([^`]+)`/g)].map(([, event = '']) => event),
    runs: Number(groups?.['runs']),
  }),
);

function starts({ on }: Workflow, event: string): boolean {
  const [name = '', type] = event.split(': ');
  if (!Object.hasOwn(on, name)) return false;
  const trigger = on[name];
  return type === undefined || (trigger != null && 'types' in trigger && trigger.types?.includes(type) === true);
}

/** What a month of 100 pull requests comes to, each with one further push, and CI on the default branch. */
function minutesOf(workflow: Workflow, sweeps: number): string {
  const month = rows.filter(({ what }) => !what.startsWith('each further CI workflow'));
  const runs = month.flatMap(({ events }) => events.filter((event) => starts(workflow, event))).length;
  return (100 * runs + 30 * sweeps).toLocaleString('en');
}

test('docs/cost.md counts the events that the sample workflow runs for', () => {
  expect(rows).toHaveLength(10);
  for (const { what, events, runs } of rows) {
    expect(events, what).toHaveLength(runs);
    for (const event of events) expect(starts(sample, event), event).toBe(true);
  }
  const once = rows.slice(0, 7).reduce((sum, { runs }) => sum + runs, 0);
  expect(doc).toContain(`| **in all** | | **${once}** |`);
  expect(sample.on['schedule']).toEqual([{ cron: '17 * * * *' }]);
  expect(prose).toContain(`**${minutesOf(sample, 24)} minutes**`);
});

test('docs/cost.md shows a cheaper workflow that takes events away and adds none', () => {
  expect(cheap.on['schedule']).toEqual([{ cron: '17 3 * * *' }]);
  expect(prose).toContain(`come to ${minutesOf(cheap, 1)} minutes`);
  const { push, ...kept } = sample.on;
  expect(push).toBeDefined();
  const runs = { workflows: ['CI'], types: ['completed'] };
  expect(cheap.on).toEqual({ ...kept, workflow_run: runs, schedule: cheap.on['schedule'] });
});

test('docs/cost.md repeats measured figures', () => {
  expect(performance).toMatch(/^\| 0 +\| 5 +\| 5 +\| 1 +\|$/m);
  expect(performance).toContain('makes 3.8 requests an item');
  expect(doc).toContain('| `verify` over a repository | 3.8 for each record |');
  for (const { text } of [sweepIssuesQuery('assignees'), SWEEP_PULLS_QUERY])
    expect(text).toContain('(first: 50, after:');
  expect(prose).toContain('each page of 50 issues');
});

test('docs/cost.md tells how long a limit is waited for', () => {
  expect(BULK_CALLS.read.longestLimitWaitMs).toBe(5 * MINUTE_MS);
  expect(CALLS.read.longestLimitWaitMs).toBe(MINUTE_MS);
});
