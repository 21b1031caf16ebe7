/**
 * A reader of protobuf's wire format: https://protobuf.dev/programming-guides/encoding/. It knows nothing of what is read,
 * and shares nothing with what writes it; a field that the schema does not name, or that is of another kind, is an error.
 */

/** What a field is: its name, how it is written, and for messages what is in it. */
interface Field {
  readonly name: string;
  readonly type: 'string' | 'varint' | 'fixed64' | 'sfixed64' | 'double' | MessageType;
  readonly isList?: true;
}
/** Fields by their numbers. */
export type MessageType = { readonly [number: number]: Field };
export interface Message {
  readonly [name: string]: unknown;
}

const VARINT = 0;
const EIGHT_BYTES = 1;
const WITH_LENGTH = 2;

export function readMessage(bytes: Uint8Array, type: MessageType): Message {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const message: Record<string, unknown> = {};
  let at = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = view.getUint8(at++);
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  while (at < bytes.length) {
    const tag = Number(varint());
    const [number, wire] = [tag >>> 3, tag & 7];
    const field = type[number];
    if (field === undefined) throw new Error(`There is no field ${number}`);
    const length =
      wire === VARINT ? 0 : wire === EIGHT_BYTES ? 8 : wire === WITH_LENGTH ? Number(varint()) : Number.NaN;
    if (!(at + length <= bytes.length)) throw new Error(`The field ${field.name} is cut off`);
    const value = wire === VARINT ? Number(varint()) : bytes.subarray(at, at + length);
    at += length;
    const values = valuesOf(field, wire, value);
    if (field.isList) message[field.name] = [...listOf(message[field.name]), ...values];
    else message[field.name] = values[0];
  }
  return message;
}

function valuesOf({ name, type, isList }: Field, wire: number, value: number | Uint8Array): readonly unknown[] {
  if (typeof value === 'number') {
    if (type !== 'varint') throw new Error(`${name} is no ${String(type)}`);
    return [value];
  }
  if (typeof type === 'object' || type === 'string') {
    if (wire !== WITH_LENGTH) throw new Error(`${name} has no length`);
    return [type === 'string' ? new TextDecoder('utf-8', { fatal: true }).decode(value) : readMessage(value, type)];
  }
  // Numbers of a list may stand one after the other.
  if (type === 'varint' || (wire === WITH_LENGTH && !isList) || value.length % 8 !== 0)
    throw new Error(`${name} is wrong`);
  const view = new DataView(value.buffer, value.byteOffset, value.byteLength);
  return Array.from({ length: value.length / 8 }, (_, index) => eightBytes(view, index * 8, type));
}

function eightBytes(view: DataView, at: number, type: 'double' | 'fixed64' | 'sfixed64'): number | bigint {
  if (type === 'double') return view.getFloat64(at, true);
  return type === 'fixed64' ? view.getBigUint64(at, true) : view.getBigInt64(at, true);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
