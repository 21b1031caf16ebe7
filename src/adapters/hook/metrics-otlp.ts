import { setTimeout as sleep } from 'node:timers/promises';
import { ValueType } from '@opentelemetry/api';
import { ProtobufMetricsSerializer } from '@opentelemetry/otlp-transformer';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { AggregationTemporality, MeterProvider, MetricReader } from '@opentelemetry/sdk-metrics';
import { bindingOf, type LoopRecord } from '../../core/model.ts';
import type { Measurements } from './metrics-measured.ts';

/** Metrics as OpenTelemetry's own SDK counts and writes them: https://opentelemetry.io/docs/specs/otlp/#otlphttp */

export const CONTENT_TYPE = 'application/x-protobuf';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** From what a machine does in a row to what waits for people for weeks, in seconds. */
const BOUNDS = [
  1,
  10,
  MINUTE,
  5 * MINUTE,
  15 * MINUTE,
  HOUR,
  4 * HOUR,
  8 * HOUR,
  DAY,
  3 * DAY,
  7 * DAY,
  14 * DAY,
  28 * DAY,
];

/** More is refused by some that take metrics, or cut at an end of their choice. */
const LONGEST_TRIGGER = 255;

/** The SDK has milliseconds, and a time that ends when it begins is refused by some. */
const ONE_TICK_MS = 2;

class ReadOnce extends MetricReader {
  constructor() {
    super({ aggregationTemporalitySelector: () => AggregationTemporality.DELTA });
  }

  protected override async onForceFlush(): Promise<void> {}

  protected override async onShutdown(): Promise<void> {}
}

/** @returns an `ExportMetricsServiceRequest`, as protobuf */
export async function encodeMetrics(record: LoopRecord, measurements: Measurements): Promise<Uint8Array> {
  const reader = new ReadOnce();
  // One for each request: calls of other records that are under way count for themselves.
  const provider = new MeterProvider({ resource: resourceFromAttributes(resourceOf(record)), readers: [reader] });
  count(provider, measurements);
  await sleep(ONE_TICK_MS);
  const { resourceMetrics } = await reader.collect();
  await provider.shutdown();
  const bytes = ProtobufMetricsSerializer.serializeRequest(resourceMetrics);
  if (bytes === undefined) throw new Error('there is nothing to send');
  return bytes;
}

function count(provider: MeterProvider, { steps, refusals }: Measurements): void {
  const meter = provider.getMeter('loopforge');
  const transitions = meter.createCounter('loopforge.transitions', {
    description: 'Steps that were recorded',
    unit: '{transition}',
    valueType: ValueType.INT,
  });
  const timeInState = meter.createHistogram('loopforge.time_in_state', {
    description: 'How long a state had lasted when it was left',
    unit: 's',
    valueType: ValueType.DOUBLE,
    advice: { explicitBucketBoundaries: BOUNDS },
  });
  const rejections = meter.createCounter('loopforge.rejections', {
    description: 'Steps that were refused, and recorded as refused',
    unit: '{rejection}',
    valueType: ValueType.INT,
  });
  for (const { from, to, trigger, seconds } of steps) {
    transitions.add(1, { ...(from === null ? {} : { from }), to, trigger: trigger.slice(0, LONGEST_TRIGGER) });
    if (from !== null && seconds !== null) timeInState.record(seconds, { state: from });
  }
  for (const code of refusals) rejections.add(1, { code });
}

/** https://opentelemetry.io/docs/specs/semconv/registry/attributes/vcs/ */
function resourceOf(record: LoopRecord): { readonly [name: string]: string } {
  const service = { 'service.name': 'loopforge' };
  if (record.repo === null) return service;
  const [owner = '', name = ''] = record.repo.split('/');
  const { host } = bindingOf(record);
  const url = host === null ? {} : { 'vcs.repository.url.full': `https://${host}/${record.repo}` };
  return { ...service, 'vcs.owner.name': owner, 'vcs.repository.name': name, ...url };
}

/**
 * How many points were refused of a request that was taken.
 * @param answer as text; what is no text in it cannot be told from it, and does not count
 */
export function refusedPoints(answer: string | null): number {
  if (answer === null || answer === '' || answer.includes('\ufffd')) return 0;
  try {
    const { partialSuccess } = ProtobufMetricsSerializer.deserializeResponse(Buffer.from(answer, 'utf8'));
    return Number(partialSuccess?.rejectedDataPoints ?? 0);
  } catch {
    return 0;
  }
}
