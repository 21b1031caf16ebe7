import type { Target } from '../../../core/model.ts';
import type { ReasonCode } from '../../../core/outcome/index.ts';

/** Why an event has no target. */
export interface IgnoredEvent {
  readonly reason: Extract<ReasonCode, 'no_item' | 'own_event' | 'event_not_mapped'>;
  readonly notice: string;
}

/** Where one kind of event says to look, or why nowhere. */
export type EventTargets = readonly Target[] | IgnoredEvent;
