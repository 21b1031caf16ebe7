import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { createHookClient } from '../../src/adapters/hook/http/client.ts';
import { metrics } from '../../src/adapters/hook/metrics.ts';
import { newsOf } from '../adapters/hook/news.ts';
import { aRejection, aStep } from '../core/sample-drafts.ts';
import { aCollector } from '../support/otlp/collector.ts';
import type { MetricsRequest } from '../support/otlp/metrics-request.ts';

// The dashboard asks for what is really sent, by the names that Prometheus gives it.

interface Dashboard {
  readonly panels: readonly { readonly title: string; readonly targets: readonly { readonly expr: string }[] }[];
  readonly templating: { readonly list: readonly { readonly name: string; readonly definition?: string }[] };
}

const DASHBOARD: Dashboard = JSON.parse(readFileSync('examples/grafana/dashboard.json', 'utf8'));
const COLLECTOR = parse(readFileSync('examples/grafana/collector.yml', 'utf8'));

/** What a run sends that took a step and refused another. */
async function sent(): Promise<MetricsRequest> {
  await using collector = await aCollector();
  const hook = metrics({
    ...{ endpoint: collector.url, headers: {}, timeoutMs: 5_000 },
    client: createHookClient({ allowHosts: [] }),
  });
  await hook.tell(newsOf(aStep({ from: 'issue_created', to: 'task_queued' }), aRejection()), false);
  const [request] = collector.received;
  if (request === undefined) throw new Error('nothing was sent');
  return request.said;
}

/** https://opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics/#metric-metadata-1 */
const UNITS: { readonly [unit: string]: string } = { s: '_seconds' };

/** The series that Prometheus makes of it, and the labels of each. */
function seriesOf({ metrics: all, resource }: MetricsRequest): ReadonlyMap<string, ReadonlySet<string>> {
  const label = (name: string): string => name.replaceAll(/\W/g, '_');
  const ofResource = Object.keys(resource).map(label);
  const series = Object.values(all).flatMap(({ name, unit, kind, points }) => {
    const base = `${label(name)}${UNITS[unit] ?? ''}`;
    const labels = [...points.flatMap(({ attributes }) => Object.keys(attributes)), ...ofResource];
    const ends = kind === 'sum' ? ['_total'] : ['_bucket', '_sum', '_count'];
    return ends.map((end) => [`${base}${end}`, new Set(end === '_bucket' ? [...labels, 'le'] : labels)] as const);
  });
  return new Map(series);
}

const QUERIES = DASHBOARD.panels.flatMap(({ title, targets }) => targets.map(({ expr }) => [title, expr] as const));

test.each(QUERIES)('the panel "%s" asks for what is sent, by labels that it has', async (_title, query) => {
  const series = seriesOf(await sent());
  const names = query.match(/loopforge_\w+/g) ?? [];
  expect(names).toHaveLength(1);
  const labels = series.get(names[0] ?? '');
  expect([...series.keys()]).toContain(names[0]);
  const grouped = /by \(([^)]+)\)/.exec(query)?.[1]?.split(', ') ?? [];
  const selected = [...query.matchAll(/[{,]\s*(\w+)=~?"/g)].map(([, name = '']) => name);
  expect(grouped.length).toBeGreaterThan(0);
  expect([...grouped, ...selected].filter((name) => !labels?.has(name))).toEqual([]);
});

test('the dashboard shows every metric that is sent', async () => {
  const queries = QUERIES.map(([, query]) => query).join('\n');
  const families = Object.keys((await sent()).metrics).map((name) => name.replaceAll('.', '_'));
  expect(families).toHaveLength(3);
  expect(families.filter((name) => !queries.includes(name))).toEqual([]);
  for (const quantile of ['0.5', '0.95']) expect(queries).toContain(`histogram_quantile(${quantile}, `);
});

test('the choice of a repository is made by a label of a series that is sent', async () => {
  const definition = DASHBOARD.templating.list.find(({ name }) => name === 'repository')?.definition ?? '';
  const [, name = '', label = ''] = /^label_values\((\w+), (\w+)\)$/.exec(definition) ?? [];
  expect(
    seriesOf(await sent())
      .get(name)
      ?.has(label),
  ).toBe(true);
});

test('the collector makes totals of what is new, and labels of what the resource says', () => {
  const { receivers, processors, exporters } = COLLECTOR.service.pipelines.metrics;
  expect([receivers, processors, exporters]).toEqual([['otlp'], ['deltatocumulative'], ['prometheus']]);
  for (const kind of ['receivers', 'processors', 'exporters'] as const) {
    expect(Object.keys(COLLECTOR[kind])).toEqual(COLLECTOR.service.pipelines.metrics[kind]);
  }
  expect(COLLECTOR.exporters.prometheus.resource_to_telemetry_conversion).toEqual({ enabled: true });
});
