import { describe } from 'vitest';
import { receives } from '../docs/receiver-cases.ts';
import { receiverOnPage } from '../docs/receivers.ts';

describe('the receiver in Python of docs/hooks.md', () => {
  // Isolated: nothing but the standard library.
  receives(['python3', '-I', '-c', receiverOnPage('python')]);
});
