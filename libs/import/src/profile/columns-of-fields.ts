import type { DataSpec, RecordSpec, ValueSpec } from './profile.js';
import { columnBehind } from './values.js';

/** The column behind each field of what a record says, by JSON pointer: a refusal of a field is one of its cell. */
export function columnsOfFields(spec: RecordSpec): ReadonlyMap<string, string> {
  const columns = new Map<string, string>();
  const visit = (node: DataSpec | undefined, pointer: string): void => {
    if (typeof node === 'string') columns.set(pointer, node);
    else if (Array.isArray(node)) node.forEach((item: DataSpec, index) => visit(item, `${pointer}/${index}`));
    else if (typeof node === 'object' && node !== null) {
      const found = columnBehind(node as ValueSpec);
      if (found !== '') columns.set(pointer, found);
      for (const [name, member] of Object.entries(node)) visit(member as DataSpec, `${pointer}/${name}`);
    }
  };
  if (spec.of === 'structure') {
    columns.set('/name', columnBehind(spec.name)).set('/kind', columnBehind(spec.kind));
    return columns;
  }
  visit(spec.data, '');
  if (spec.of === 'step') columns.set('/occurredOn', columnBehind(spec.occurredOn));
  return columns;
}
