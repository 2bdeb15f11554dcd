import type { StoredEvent } from '@jalons/event-log';
import type { CivilDate, Uuid } from '@jalons/kernel';
import { structureViolations, type StructureEvent } from '@jalons/territory';
import type { DecideContext } from './decide-context.js';
import type { KnownVersions } from './row-versions.js';
import { RowWriter, type NewVersion, type Written } from './row-writer.js';
import { StreamDraft } from './stream-draft.js';

/** A structure that rows name, with all that stands in its stream. */
export interface StructureRows {
  readonly structure: Uuid;
  readonly entries: readonly StoredEvent<StructureEvent>[];
  readonly known: KnownVersions;
  readonly name: string;
  readonly kind: string;
  readonly firstOn: CivilDate;
}

export interface DecidedStructure {
  readonly structure: Uuid;
  readonly draft: StreamDraft<StructureEvent>;
  readonly versions: readonly NewVersion[];
  readonly written: Written;
}

/** Registers a structure from the first day on which something happened there, with a seat in the territory. */
export function decideStructureRows(given: StructureRows, context: DecideContext): DecidedStructure {
  const { structure, entries, known, name, kind, firstOn } = given;
  const { ids, territory } = context;
  const rules = { violationsOf: structureViolations, now: context.now, times: context.times };
  const draft = new StreamDraft<StructureEvent>(entries as never, rules);
  const writer = new RowWriter(draft, known, context);
  const registered = draft.events.find((event) => event.type === 'StructureRegistered' && draft.inForce(event.eventId));
  const occurredOn = registered?.occurredOn ?? firstOn;
  const data = { name, kind };
  const written = writer.write(
    ids.structure(structure, 'registration'),
    ids.content('StructureRegistered', data),
    { type: 'StructureRegistered', data, occurredOn },
    {},
  );
  const seated = draft.events.some(
    (event) => event.type === 'SeatGranted' && event.data.territory === territory && draft.inForce(event.eventId),
  );
  if (!seated) {
    const seat = { territory, from: occurredOn };
    const content = ids.content('SeatGranted', { territory });
    writer.write(ids.structure(structure, 'seat'), content, { type: 'SeatGranted', data: seat, occurredOn }, {});
  }
  return { structure, draft, versions: writer.versions, written };
}
