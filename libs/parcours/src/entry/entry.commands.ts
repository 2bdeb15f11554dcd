import type { Uuid } from '@jalons/kernel';
import type { RecordingCommand, When } from '../steps/recording.js';
import type { EntryEvent } from './entry.events.js';

type DataOf<Type extends EntryEvent['type']> = Extract<EntryEvent, { type: Type }>['data'];

export const ENTRY_STEPS = { RecordEntrySituation: 'EntrySituationRecorded' } as const;

/** Opens a parcours in a new stream, with the first referent and the situation at entry where they are known. */
export type OpenParcours = When & {
  readonly type: 'OpenParcours';
  readonly data: DataOf<'ParcoursOpened'>;
  /** A professional of the structure that takes the person in. */
  readonly referent?: Uuid;
  readonly entrySituation?: DataOf<'EntrySituationRecorded'>;
};

export type EntryCommand = RecordingCommand<EntryEvent, typeof ENTRY_STEPS> | OpenParcours;
