import { describe, test } from 'vitest';
import { MemoryRepository } from '../../../src/adapters/store/memory/repository.ts';
import { conformance } from '../../../src/usecase/conformance/conformance.ts';

describe('the memory store', () => {
  const limits = { maxBytes: 200_000, manyRecords: 110, writers: 8 };
  test.each(conformance({ create: () => new MemoryRepository(), limits }))('$name', ({ run }) => run());
});
