import type { Random } from '../random.ts';

const PIECES: readonly (readonly number[])[] = [
  [0xff],
  [0xc0, 0x80],
  [0xed, 0xa0, 0x80],
  [0xe2, 0x82],
  [0xf5, 0x80, 0x80, 0x80],
  [0xef, 0xbb, 0xbf],
  [0xff, 0xfe],
  [0x00],
  [0xc3, 0xa9],
  [0xf0, 0x9f, 0x98, 0x80],
  [0x80],
  [0x0d],
  [0x0a],
  [0x1b],
  [0x7f],
  [0xe2, 0x80, 0xa8],
  [0xf4, 0x90, 0x80, 0x80],
];

/** Bytes set, put in, taken out, or cut off. */
export function otherBytes(bytes: Buffer, random: Random): Buffer {
  const at = random.below(bytes.length + 1);
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
  const piece = Buffer.from(random.pick(PIECES));
  return random.pick([
    () => Buffer.concat([before, Buffer.from([random.below(256)]), after.subarray(1)]),
    () => Buffer.concat([before, Buffer.from([32 + random.below(95)]), after.subarray(1)]),
    () => Buffer.concat([before, piece, after]),
    () => Buffer.concat([piece, bytes]),
    () => Buffer.concat([bytes, piece]),
    () => Buffer.concat([before, after.subarray(1 + random.below(3))]),
    () => before,
    () => Buffer.from(bytes.toString('utf8'), 'utf16le'),
  ])();
}
