import { LoopForgeError } from '../../core/model.ts';

/** How files begin that are no UTF-8 as they are, and what to do about each. */
const OTHERS: readonly (readonly [start: readonly number[], why: string])[] = [
  [[0x1f, 0x8b], 'It is compressed. Unpack it first: gunzip -c <file> | loopforge … -'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'It is compressed. Unpack it first: zstdcat <file> | loopforge … -'],
  [[0x50, 0x4b, 0x03, 0x04], 'It is a spreadsheet or an archive.'],
  [[0xff, 0xfe], 'It is UTF-16, and must be UTF-8.'],
  [[0xfe, 0xff], 'It is UTF-16, and must be UTF-8.'],
];

/**
 * The same bytes; a file that is packed or of another encoding is refused as a whole, and not line by line.
 * @throws LoopForgeError `input_invalid`
 */
export async function* plainBytes(bytes: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Uint8Array, void> {
  let isFirst = true;
  for await (const piece of bytes) {
    const other = isFirst ? OTHERS.find(([start]) => start.every((byte, index) => piece[index] === byte)) : undefined;
    if (other !== undefined) throw new LoopForgeError('input_invalid', `${name} holds no record. ${other[1]}`);
    isFirst = false;
    yield piece;
  }
}
