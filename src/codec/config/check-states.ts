import { notAmong, type SettingsPatch } from '../../core/model.ts';
import { LoopState } from '../lifecycle/index.ts';

/** What a setting is called where it was read. */
type NameOfStates = (key: 'gateOn' | 'slackOn') => string;

const STATES: readonly string[] = Object.values(LoopState);

/** States that settings name and no lifecycle has. Every lifecycle of this release has the same states. */
export function problemsOfStates(patch: SettingsPatch, nameOf: NameOfStates): readonly string[] {
  return (['gateOn', 'slackOn'] as const).flatMap((key) =>
    (patch[key] ?? [])
      .filter((state) => !STATES.includes(state))
      .map((state) => `${nameOf(key)}: ${notAmong(state, 'a state', STATES)}`),
  );
}
