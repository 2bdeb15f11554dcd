import type { LifeEvent } from '@jalons/event-log';
import { parcoursLife, type ParcoursEvent } from '@jalons/parcours';
import type { MappedData, RowReference } from '../rows/mapped-row.js';
import type { RowIds } from '../rows/row-ids.js';
import type { RowWriter } from './row-writer.js';

type Events = readonly LifeEvent<ParcoursEvent>[];

/**
 * The data with each reference replaced by the id of the entry in force that it stands for; null where one stands for
 * none yet.
 */
export function resolved(
  data: MappedData,
  writer: RowWriter<ParcoursEvent>,
  events: Events,
  ids: RowIds,
): MappedData | null {
  let missing = false;
  const visit = (node: unknown, field: string): unknown => {
    if (Array.isArray(node)) return node.map((item) => visit(item, field));
    if (typeof node !== 'object' || node === null) return node;
    const reference = referenceIn(node);
    if (reference === undefined) {
      return Object.fromEntries(Object.entries(node).map(([name, member]) => [name, visit(member, name)]));
    }
    // A barrier is named by an id of its own, which outlives its corrections.
    if ('$row' in reference && field === 'barrierId') return ids.barrier(reference.$row);
    const found = '$row' in reference ? writer.entryOf(reference.$row) : current(events, reference.$current);
    missing ||= found === undefined;
    return found;
  };
  const built = visit(data, '') as MappedData;
  return missing ? null : built;
}

function referenceIn(node: object): RowReference | undefined {
  return '$row' in node || '$current' in node ? (node as RowReference) : undefined;
}

function current(events: Events, type: string): string | undefined {
  return parcoursLife(events).steps.findLast((event) => event.type === type)?.eventId;
}
