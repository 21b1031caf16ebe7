import { expect } from 'vitest';
import { outlineOf, type Stage, setStage } from './stage.ts';

export const LOCK = { method: 'POST', path: /\/reactions$/ };
export const UNLOCK = { method: 'DELETE', path: /\/reactions\/\d+$/ };
export const CREATE = { method: 'POST', path: /\/issues\/\d+\/comments$/ };
export const EDIT = { method: 'PATCH', path: /\/comments\/\d+$/ };
export const READ = { graphql: 'Item' };

/** An issue whose record holds one step, with another one due. */
export function stageWithRecord() {
  const stage = setStage();
  const issue = stage.world.openIssue();
  return { ...stage, issue, begin: () => stage.track(issue).then(() => stage.world.assign(issue, 'hubot')) };
}

/** These entries, in this order, and no lock. */
export function expectWritten(stage: Stage, issue: number, steps: readonly string[]): void {
  expect(outlineOf(stage.record(issue))).toEqual(steps);
  const comment = stage.recordComment(issue).databaseId;
  expect([...stage.world.reactions({ number: issue }), ...stage.world.reactions({ comment })]).toEqual([]);
  stage.fake.assertClean();
}
