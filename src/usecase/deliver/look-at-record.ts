import { type GitHubItems, type Reading, UNAVAILABLE } from '../../core/model.ts';
import { assessItem, type ItemRequest, type ItemState } from '../item-state/index.ts';

/** Looks at the record of an item alone: nothing follows from the facts, and nothing more is asked of them. */
export function lookAtRecord(github: GitHubItems, request: ItemRequest, reading: Reading): Promise<ItemState> {
  const withoutPulls: Reading = { ...reading, facts: { ...reading.facts, pulls: UNAVAILABLE } };
  return assessItem(github, { ...request, assertion: null, lookOnly: true }, withoutPulls);
}
