import { isReference, type DataSpec, type RecordSpec, type ValueSpec } from './profile.js';
import { columnBehind } from './values.js';

/** The column behind a field of what a record says; of something missing, the first column that would give it. */
export function columnOfField(spec: RecordSpec, field: string): string {
  const columns = columnsOfFields(spec);
  const within = [...columns].find(([pointer]) => pointer.startsWith(`${field}/`));
  return columns.get(field) ?? within?.[1] ?? '';
}

/** By JSON pointer. */
function columnsOfFields(spec: RecordSpec): ReadonlyMap<string, string> {
  const columns = new Map<string, string>();
  const visit = (node: DataSpec | undefined, pointer: string): void => {
    if (typeof node === 'string') columns.set(pointer, node);
    else if (Array.isArray(node)) node.forEach((item: DataSpec, index) => visit(item, `${pointer}/${index}`));
    else if (typeof node === 'object' && isReference(node) && node.step !== undefined) {
      // The first parts of a key say whose parcours it is; the last names the step.
      columns.set(pointer, columnBehind([node.step].flat().at(-1) as ValueSpec));
    } else if (typeof node === 'object' && node !== null) {
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
  else {
    const criteriaOn = spec.criteria?.find(({ on }) => on !== undefined)?.on;
    if (spec.registeredOn !== undefined) columns.set('/registeredOn', columnBehind(spec.registeredOn));
    if (criteriaOn !== undefined) columns.set('/criteria', columnBehind(criteriaOn));
  }
  return columns;
}
