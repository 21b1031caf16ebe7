import type { Transition } from '../../../core/model.ts';
import type { CloudEvent, EntryLine, EventItem } from '../../hook/index.ts';
import { type ToldStep, toldOf } from './told.ts';

/**
 * A CDEvent: https://github.com/cdevents/spec/blob/v0.5.1/spec.md. `chainId` is left out, for it has to be a random UUID;
 * the record's id and the hashes stand in the line.
 */
export interface CDEvent {
  readonly context: {
    readonly specversion: typeof SPEC_VERSION;
    /** The entry's hash. */
    readonly id: string;
    readonly source: string;
    readonly type: string;
    readonly timestamp: string;
  };
  readonly subject: ToldStep['subject'];
  /** The entry as its line, with all that the standard has no field for. */
  readonly customData: EntryLine;
  readonly customDataContentType: 'application/json';
}

const SPEC_VERSION = '0.5.1';

/**
 * The event as a CDEvent, by the binding that CDEvents have to CloudEvents
 * (https://github.com/cdevents/spec/blob/v0.5.1/cloudevents-binding.md): type, id, source, subject and time are the same
 * in both. Null: CDEvents have no type for the step.
 * @param event around the entry's line
 * @param creator whoever made the step, by the name that may be told; null: not known
 */
export function asCDEvent(
  event: CloudEvent,
  record: EventItem,
  step: Transition,
  creator: string | null,
): CloudEvent<CDEvent> | null {
  const told = toldOf({ record, step, creator, item: event.subject, source: event.source });
  if (told === null) return null;
  const { type, subject } = told;
  const { id, source, time, data } = event;
  return {
    ...event,
    type,
    subject: subject.id,
    datacontenttype: 'application/cdevents+json',
    data: {
      context: { specversion: SPEC_VERSION, id, source, type, timestamp: time },
      subject,
      customData: data,
      customDataContentType: 'application/json',
    },
  };
}
