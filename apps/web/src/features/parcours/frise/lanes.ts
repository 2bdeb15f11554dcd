import { t } from '../../../i18n/index.js';
import type { Story } from '../story/story.js';
import type { Described, Lane } from './marks.js';

/** Where things stand: the lane of a structure by its id, of a training body or an employer by its name. */
export interface Lanes {
  readonly lanes: readonly Omit<Lane, 'rows'>[];
  ofStructure(id: string | undefined): number | undefined;
  ofName(name: string | undefined): number | undefined;
}

interface Entering {
  readonly key: string;
  readonly name: string;
  /** What it does in the parcours, where that is said. */
  readonly role?: string | undefined;
  /** What is said of it otherwise. */
  readonly otherwise: string;
  readonly on: string;
}

/** One lane for each body that has anything to show, in order of entry. */
export function lanesOf({ story, entries, referent, glossary, showVoided }: Described): Lanes {
  const nameOf = (id: string) => glossary.name(id) ?? t('now.elsewhere');
  const entering: Entering[] = [
    ...story.supports.map(({ structure, role, supportKind, from }) => ({
      key: structure,
      name: nameOf(structure),
      role: role ?? glossary.label('support-kinds', supportKind),
      otherwise: t('frise.role.support'),
      on: from,
    })),
    ...named(story),
    ...entries
      .filter(({ voided }) => showVoided || !voided)
      .flatMap(({ structure, occurredOn }) =>
        structure === null
          ? []
          : [{ key: structure.id, name: structure.name, otherwise: t('frise.role.receiver'), on: occurredOn }],
      ),
  ];

  const byKey = new Map<string, Entering>();
  const aliases = new Map<string, string>();
  for (const one of entering) {
    // A training body that is one of the structures stands in its lane.
    const key = byKey.has(one.key) ? one.key : (aliases.get(plain(one.name)) ?? one.key);
    aliases.set(plain(one.name), key);
    aliases.set(one.key, key);
    const held = byKey.get(key);
    if (held === undefined) byKey.set(key, one);
    else byKey.set(key, { ...held, role: held.role ?? one.role, on: one.on < held.on ? one.on : held.on });
  }

  const ordered = [...byKey].toSorted(([, a], [, b]) => a.on.localeCompare(b.on));
  const index = new Map(ordered.map(([key], at) => [key, at]));
  const referentKey = referent === null ? undefined : aliases.get(referent.structure ?? '');
  const at = (alias: string | undefined) => index.get(aliases.get(alias ?? '') ?? '');
  return {
    lanes: ordered.map(([key, { name, role, otherwise }]) => ({
      key,
      name,
      role:
        key === referentKey && referent !== null
          ? t('frise.referentLane', { name: referent.name })
          : (role ?? otherwise),
      referent: key === referentKey,
    })),
    ofStructure: at,
    ofName: (name) => at(plain(name ?? t('frise.employer'))),
  };
}

/** Training bodies and employers take part through what they give; no register need know them. */
function named({ trainings, jobs }: Story): readonly Entering[] {
  const entering = (name: string | undefined, role: string, on: string): Entering => {
    const said = name ?? t('frise.employer');
    return { key: `name ${plain(said)}`, name: said, role, otherwise: role, on };
  };
  return [
    ...trainings.flatMap(({ provider, from }) =>
      provider === undefined ? [] : [entering(provider, t('frise.role.training'), from)],
    ),
    ...jobs.map(({ employer, from }) => entering(employer, t('frise.role.employer'), from)),
  ];
}

function plain(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
