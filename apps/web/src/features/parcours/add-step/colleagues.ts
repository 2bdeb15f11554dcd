import type { Professional } from '../../../api/contract.js';
import type { Option } from '../../../design/choice-field.js';
import { membersOf } from '../../people/members.js';
import type { Story } from '../story/story.js';
import type { Glossary } from '../words/entry-words.js';

/** Who may become the referent: whoever works today in a structure that takes part, once for each such structure. */
export function colleaguesIn(
  professionals: readonly Professional[],
  { supports }: Pick<Story, 'supports'>,
  { name, today }: Pick<Glossary, 'name' | 'today'>,
): readonly Option[] {
  const taking = new Set(supports.filter(({ to }) => to === undefined).map(({ structure }) => structure));
  return membersOf(professionals, taking, today).map(({ professional, structure, name: who }) => ({
    value: `${professional}/${structure}`,
    label: [who, name(structure) ?? []].flat().join(', '),
  }));
}
