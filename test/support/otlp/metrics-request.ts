import { type Message, type MessageType, readMessage } from './wire.ts';

/**
 * What an OTLP request of metrics holds, by the numbers of
 * https://github.com/open-telemetry/opentelemetry-proto/tree/v1.7.0/opentelemetry/proto (metrics/v1/metrics.proto,
 * common/v1/common.proto, resource/v1/resource.proto), as far as we send it.
 */

const ANY_VALUE: MessageType = { 1: { name: 'stringValue', type: 'string' } };
const KEY_VALUE: MessageType = { 1: { name: 'key', type: 'string' }, 2: { name: 'value', type: ANY_VALUE } };
const RESOURCE: MessageType = {
  1: { name: 'attributes', type: KEY_VALUE, isList: true },
  2: { name: 'droppedAttributesCount', type: 'varint' },
};
const NUMBER_POINT: MessageType = {
  2: { name: 'start', type: 'fixed64' },
  3: { name: 'time', type: 'fixed64' },
  4: { name: 'asDouble', type: 'double' },
  6: { name: 'asInt', type: 'sfixed64' },
  7: { name: 'attributes', type: KEY_VALUE, isList: true },
  8: { name: 'flags', type: 'varint' },
};
const HISTOGRAM_POINT: MessageType = {
  2: { name: 'start', type: 'fixed64' },
  3: { name: 'time', type: 'fixed64' },
  4: { name: 'count', type: 'fixed64' },
  5: { name: 'sum', type: 'double' },
  6: { name: 'bucketCounts', type: 'fixed64', isList: true },
  7: { name: 'explicitBounds', type: 'double', isList: true },
  9: { name: 'attributes', type: KEY_VALUE, isList: true },
  10: { name: 'flags', type: 'varint' },
  11: { name: 'min', type: 'double' },
  12: { name: 'max', type: 'double' },
};
const SUM: MessageType = {
  1: { name: 'points', type: NUMBER_POINT, isList: true },
  2: { name: 'temporality', type: 'varint' },
  3: { name: 'isMonotonic', type: 'varint' },
};
const HISTOGRAM: MessageType = {
  1: { name: 'points', type: HISTOGRAM_POINT, isList: true },
  2: { name: 'temporality', type: 'varint' },
};
const METRIC: MessageType = {
  1: { name: 'name', type: 'string' },
  2: { name: 'description', type: 'string' },
  3: { name: 'unit', type: 'string' },
  7: { name: 'sum', type: SUM },
  9: { name: 'histogram', type: HISTOGRAM },
};
const SCOPE: MessageType = { 1: { name: 'name', type: 'string' }, 2: { name: 'version', type: 'string' } };
const SCOPE_METRICS: MessageType = {
  1: { name: 'scope', type: SCOPE },
  2: { name: 'metrics', type: METRIC, isList: true },
  3: { name: 'schemaUrl', type: 'string' },
};
const RESOURCE_METRICS: MessageType = {
  1: { name: 'resource', type: RESOURCE },
  2: { name: 'scopeMetrics', type: SCOPE_METRICS, isList: true },
  3: { name: 'schemaUrl', type: 'string' },
};
const REQUEST: MessageType = { 1: { name: 'resourceMetrics', type: RESOURCE_METRICS, isList: true } };

/** `AggregationTemporality` of metrics.proto. */
export const DELTA = 1;

interface Point {
  readonly attributes: { readonly [key: string]: string };
  readonly [field: string]: unknown;
}

interface Metric {
  readonly name: string;
  readonly unit: string;
  readonly kind: 'sum' | 'histogram';
  readonly temporality: number;
  readonly isMonotonic: boolean;
  readonly points: readonly Point[];
}

/** A request, read: whose metrics they are, and each by its name. */
export interface MetricsRequest {
  readonly resource: { readonly [key: string]: string };
  readonly metrics: { readonly [name: string]: Metric };
}

export function readMetricsRequest(bytes: Uint8Array): MetricsRequest {
  const [only, ...others] = messages(readMessage(bytes, REQUEST)['resourceMetrics']);
  if (only === undefined || others.length > 0) throw new Error('It is not of one resource');
  const metrics = messages(only['scopeMetrics']).flatMap((scope) => messages(scope['metrics']).map(metricOf));
  return {
    resource: attributesOf(messages([only['resource']])[0] ?? {}),
    metrics: Object.fromEntries(metrics.map((metric) => [metric.name, metric])),
  };
}

function metricOf({ name, unit, sum, histogram }: Message): Metric {
  const [data = {}] = messages([sum ?? histogram]);
  return {
    name: String(name),
    unit: String(unit ?? ''),
    kind: sum === undefined ? 'histogram' : 'sum',
    temporality: Number(data['temporality'] ?? 0),
    isMonotonic: data['isMonotonic'] === 1,
    points: messages(data['points']).map((point) => ({ ...point, attributes: attributesOf(point) })),
  };
}

function attributesOf(message: Message): { readonly [key: string]: string } {
  const pairs = messages(message['attributes']).map(({ key, value }) => {
    const [{ stringValue } = {}] = messages([value]);
    if (typeof stringValue !== 'string') throw new Error(`${String(key)} is no text`);
    return [String(key), stringValue];
  });
  return Object.fromEntries(pairs);
}

function messages(value: unknown): readonly Message[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'object' && one !== null) : [];
}
