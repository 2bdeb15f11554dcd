import type { EventDefinition } from '@jalons/event-log';
import { professionalEvents } from '@jalons/identity';

/** The event types of every capability; the codec adds those of every stream itself. */
export const eventTypes: readonly EventDefinition[] = [...professionalEvents];
