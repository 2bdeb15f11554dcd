import type { CaseItem, DepartedReferent, HandBack, Me, Professional, Structure } from '../../api/contract.js';
import type { components } from '../../generated/api.js';
import type { Option } from '../../design/choice-field.js';
import { membersOf } from '../people/members.js';

type Schemas = components['schemas'];
export type Handover = Schemas['HandoverForm'];
export type HandoverReport = Schemas['HandoverReport'];

/** The most that one request hands over; the rest is a second one. */
export const AT_MOST = 500;

/** The structures whose portfolios the reader may hand over besides their own. */
export function managed({ mandates }: Pick<Me, 'mandates'>): ReadonlySet<string> {
  return new Set(mandates.flatMap(({ role, structure }) => (role === 'structure-manager' ? (structure ?? []) : [])));
}

/**
 * Whose cases the reader may hand over: one's own first; a manager, those of each member too, and of who left the
 * structure and still answers for some.
 */
export function giversFor(
  me: Pick<Me, 'professional' | 'name' | 'mandates'>,
  professionals: readonly Professional[],
  departed: readonly DepartedReferent[],
  today: string,
  own: string,
): readonly Option[] {
  const structures = managed(me);
  const members = membersOf(professionals, structures, today);
  const left = departed
    .filter(({ structure }) => structures.has(structure.id))
    .map(({ referent: { id, name } }) => ({ professional: id, name }));
  const others = new Map([...members, ...left].map(({ professional, name }) => [professional, name]));
  others.delete(me.professional);
  return [{ value: me.professional, label: own }, ...[...others].map(([value, label]) => ({ value, label }))];
}

/** Who may take over: the other members of the reader's structures, named with it where they work in several. */
export function takersFor(
  from: string,
  { structures }: Pick<Me, 'structures'>,
  professionals: readonly Professional[],
  known: readonly Structure[],
  today: string,
): readonly Option[] {
  const several = structures.length > 1;
  return membersOf(professionals, new Set(structures), today)
    .filter(({ professional }) => professional !== from)
    .map(({ professional, structure, name }) => ({
      value: `${professional}/${structure}`,
      label: several ? `${name}, ${known.find(({ id }) => id === structure)?.name ?? ''}` : name,
    }));
}

export interface HandoverTyped {
  readonly from: string;
  /** `<professional>/<structure>`; empty while nobody is chosen. */
  readonly to: string;
  readonly occurredOn: string;
  readonly note: string;
}

export const POINTERS = { from: '/from', to: '/to', occurredOn: '/occurredOn', note: '/note', cases: '/parcours' };

/** What is sent: the chosen cases, in the order of the list. */
export function handoverOf({ from, to, occurredOn, note }: HandoverTyped, parcours: readonly string[]): Handover {
  const [professional = '', toStructure] = to.split('/');
  return {
    ...{ from, to: professional, occurredOn, parcours: [...parcours] },
    ...(toStructure !== undefined && { toStructure }),
    ...(note.trim() !== '' && { note: note.trim() }),
  };
}

/** A case that stays, and why. */
export interface Left {
  readonly parcoursId: string;
  readonly name: string;
  readonly message: string | undefined;
}

/** The cases that were not handed over: refused for a reason of their own, or put off. */
export function leftOf({ items }: HandoverReport, cases: readonly CaseItem[]): readonly Left[] {
  const names = new Map(cases.map(({ parcoursId, displayName }) => [parcoursId, displayName]));
  return items.flatMap(({ parcoursId, status, message }) =>
    status === 'handed-over' ? [] : [{ parcoursId, name: names.get(parcoursId) ?? '', message }],
  );
}

/** The steps that hand a case back: another referent or, where nobody takes over, the exit; or only the departure. */
export function handBackSteps({
  answers,
}: Pick<HandBack, 'answers'>): readonly ('orientation' | 'exit' | 'departure')[] {
  return answers ? ['orientation', 'exit'] : ['departure'];
}
