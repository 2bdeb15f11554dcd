import type { Professional } from '../../../api/contract.js';
import type { Option } from '../../../design/choice-field.js';
import type { Story } from '../story/story.js';
import type { Glossary } from '../words/entry-words.js';

/** Roles whose holders follow people. */
const FOLLOWING = new Set(['operator', 'structure-manager']);

/** Who may become the referent: whoever works today in a structure that takes part, once for each such structure. */
export function colleaguesIn(
  professionals: readonly Professional[],
  { supports }: Pick<Story, 'supports'>,
  { name, today }: Pick<Glossary, 'name' | 'today'>,
): readonly Option[] {
  const taking = new Set(supports.filter(({ to }) => to === undefined).map(({ structure }) => structure));
  return professionals.flatMap(({ professional, givenName, familyName, mandates }) => {
    const held = mandates.flatMap(({ role, structure, from, until }) =>
      FOLLOWING.has(role) && from <= today && (until === null || until > today) ? (structure ?? []) : [],
    );
    return [...new Set(held)]
      .filter((structure) => taking.has(structure))
      .map((structure) => ({
        value: `${professional}/${structure}`,
        label: [`${givenName} ${familyName}`, name(structure) ?? []].flat().join(', '),
      }));
  });
}
