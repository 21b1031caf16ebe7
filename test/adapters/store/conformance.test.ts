import { describe, test } from 'vitest';
import { MemoryRepository } from '../../../src/adapters/store/memory/repository.ts';
import { conformance } from '../../../src/usecase/conformance/conformance.ts';

describe('the memory store', () => {
  test.each(conformance({ create: () => new MemoryRepository() }))('$name', ({ run }) => run());
});
