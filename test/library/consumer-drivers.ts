// Compiled by package-types.test.ts against the built declarations, with the drivers and their own types beside it, the
// way a user's program is; it never runs.
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Repository } from 'loopforge';
import { DynamoDBRepository } from 'loopforge/dynamodb';

export const repositories: readonly Repository[] = [
  new DynamoDBRepository({ client: new DynamoDBClient({ region: 'eu-central-1' }) }),
];
