import { crc32, deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const MOST_COLOURS = 256;
/** Bytes of a pixel by the colour type of the file: what a browser writes. */
const CHANNELS: { readonly [type: number]: number } = { 2: 3, 6: 4 };

interface Pixels {
  readonly width: number;
  readonly height: number;
  /** 0xRRGGBB, row by row. */
  readonly colours: readonly number[];
}

/**
 * The same picture in less than half of the bytes: one byte a pixel, for its 256 most frequent colours. Letters need no more,
 * and what is left out becomes the colour that is nearest to it.
 * @param png with 8 bits a channel and without transparency, as a browser writes it
 */
export function smallPng(png: Buffer): Buffer {
  const { width, height, colours } = readPixels(png);
  const palette = mostFrequent(colours);
  const indexes = new Map(palette.map((colour, index) => [colour, index]));
  const rows = Buffer.alloc((width + 1) * height);
  colours.forEach((colour, at) => {
    const index = indexes.get(colour) ?? nearest(palette, colour);
    indexes.set(colour, index);
    rows[at + Math.floor(at / width) + 1] = index;
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3], 8);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap(channels))),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function readPixels(png: Buffer): Pixels {
  const chunks = [...chunksOf(png)];
  const header = chunks.find(({ name }) => name === 'IHDR')?.data;
  const size = CHANNELS[header?.[9] ?? -1];
  if (header === undefined || header[8] !== 8 || size === undefined) throw new Error('a PNG that no browser writes');
  const width = header.readUInt32BE(0);
  const height = header.readUInt32BE(4);
  const packed = Buffer.concat(chunks.filter(({ name }) => name === 'IDAT').map(({ data }) => data));
  const bytes = withoutFilters(inflateSync(packed), width * size, size);
  const colours = Array.from({ length: width * height }, (_, at) => bytes.readUIntBE(at * size, 3));
  return { width, height, colours };
}

function* chunksOf(png: Buffer): Generator<{ readonly name: string; readonly data: Buffer }> {
  for (let at = SIGNATURE.length; at < png.length; ) {
    const length = png.readUInt32BE(at);
    yield { name: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) };
    at += length + 12;
  }
}

/** Every row says by its first byte what its bytes are the difference to: the byte before, the one above, or both. */
function withoutFilters(filtered: Buffer, rowLength: number, size: number): Buffer {
  const bytes = Buffer.alloc((filtered.length / (rowLength + 1)) * rowLength);
  for (let at = 0; at < bytes.length; at++) {
    const row = Math.floor(at / rowLength);
    const isFirst = at % rowLength < size;
    const left = isFirst ? 0 : (bytes[at - size] ?? 0);
    const above = bytes[at - rowLength] ?? 0;
    const corner = isFirst ? 0 : (bytes[at - rowLength - size] ?? 0);
    const guesses = [0, left, above, (left + above) >> 1, paeth(left, above, corner)];
    bytes[at] = (filtered[at + row + 1] ?? 0) + (guesses[filtered[row * (rowLength + 1)] ?? 0] ?? 0);
  }
  return bytes;
}

/** The neighbour that is nearest to what all three let expect. */
function paeth(left: number, above: number, corner: number): number {
  const expected = left + above - corner;
  const distances = [left, above, corner].map((one) => Math.abs(expected - one));
  const [toLeft = 0, toAbove = 0, toCorner = 0] = distances;
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}

function mostFrequent(colours: readonly number[]): readonly number[] {
  const counts = new Map<number, number>();
  for (const colour of colours) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const sorted = [...counts].sort(([, a], [, b]) => b - a).map(([colour]) => colour);
  return sorted.slice(0, MOST_COLOURS);
}

function nearest(palette: readonly number[], colour: number): number {
  const distances = palette.map((one) => distance(one, colour));
  return distances.indexOf(Math.min(...distances));
}

function distance(one: number, other: number): number {
  const others = channels(other);
  return channels(one).reduce((sum, value, at) => sum + (value - (others[at] ?? 0)) ** 2, 0);
}

function channels(colour: number): readonly [number, number, number] {
  return [colour >> 16, (colour >> 8) & 0xff, colour & 0xff];
}

function chunk(name: string, data: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(data.length);
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const tail = Buffer.alloc(4);
  tail.writeUInt32BE(crc32(body));
  return Buffer.concat([head, body, tail]);
}
