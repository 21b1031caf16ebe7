import { createReadStream } from 'node:fs';
import { LoopForgeError } from '../../core/model.ts';
import { whyNotRead } from '../system/file-words.ts';

/**
 * The bytes of a file, piece by piece.
 * @param name as people call it
 * @throws LoopForgeError `input_invalid`
 */
export async function* bytesOfFile(path: string, name = path): AsyncGenerator<Uint8Array, void> {
  yield* bytesOfStream(createReadStream(path, { highWaterMark: PIECE }), name);
}

const PIECE = 256 * 1024;

/** The pieces of a stream of Node, whose failures are told as those of that file. @throws LoopForgeError `input_invalid` */
export async function* bytesOfStream(
  stream: AsyncIterable<Uint8Array>,
  name: string,
): AsyncGenerator<Uint8Array, void> {
  try {
    yield* stream;
  } catch (cause) {
    throw new LoopForgeError('input_invalid', `${name} ${whyNotRead(cause)}`, { cause });
  }
}
