import type { Me, Professional } from '../../api/contract.js';
import type { Option } from '../../design/choice-field.js';

type Held = Pick<Professional, 'mandates'>;

/** Whose absence the reader may declare: one's own, and, of a structure that one manages, everybody's. */
export function absentees(me: Me, professionals: readonly Professional[]): readonly Option[] {
  const managed = new Set(
    me.mandates.flatMap(({ role, structure }) => (role === 'structure-manager' ? (structure ?? []) : [])),
  );
  return professionals
    .filter(
      ({ professional, mandates }) =>
        professional === me.professional || mandates.some(({ structure }) => managed.has(structure ?? '')),
    )
    .toSorted((a, b) => Number(b.professional === me.professional) - Number(a.professional === me.professional))
    .map(optionOf);
}

/** Who may stand in: whoever works where the absent one does. */
export function deputies(absent: string, professionals: readonly Professional[], today: string): readonly Option[] {
  const places = new Set(
    placesOf(
      professionals.find(({ professional }) => professional === absent),
      today,
    ),
  );
  return professionals
    .filter((each) => each.professional !== absent && placesOf(each, today).some((place) => places.has(place)))
    .map(optionOf);
}

function placesOf(professional: Held | undefined, today: string): readonly string[] {
  return (professional?.mandates ?? [])
    .filter(({ from, until }) => from <= today && (until === null || until > today))
    .flatMap(({ structure, territory }) => structure ?? territory ?? []);
}

function optionOf({ professional, givenName, familyName }: Professional): Option {
  return { value: professional, label: `${givenName} ${familyName}` };
}
