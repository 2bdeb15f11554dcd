import type { StoredEvent } from '@jalons/event-log';
import type { Row } from '@jalons/projections';
import type { AlertEvent } from '../alerts/alert.events.js';

/** An event, and the row of its alert once it was told. */
export interface FollowedAlert {
  readonly event: StoredEvent<AlertEvent>;
  readonly row: Row;
}
