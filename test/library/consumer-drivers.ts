// Compiled by package-types.test.ts against the built declarations, with the drivers and their own types beside it, the
// way a user's program is; it never runs.
import type { Repository } from 'loopforge';

import { type PostgresPool, PostgresRepository } from 'loopforge/postgres';
import { Pool } from 'pg';

const pool: PostgresPool = new Pool();

export const repositories: readonly Repository[] = [new PostgresRepository({ pool })];
