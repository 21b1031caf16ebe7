import { describe } from 'vitest';
import { playSeeds } from './seeds.ts';

describe('whatever goes wrong, nothing is lost and nothing comes twice', () => playSeeds(1));
