import { describe } from 'vitest';
import { receives } from '../docs/receiver-cases.ts';
import { receiverOnPage } from '../docs/receivers.ts';

describe('the receiver in Node of docs/hooks.md', () => {
  receives([process.execPath, '--input-type=module', '--eval', receiverOnPage('js')]);
});
