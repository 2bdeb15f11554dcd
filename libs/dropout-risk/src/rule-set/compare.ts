import type { Language } from '@jalons/territory';
import type { RuleSet } from './rule-set.js';

/** One value that differs between two sets; null where one has none. */
export interface RuleSetChange {
  /** `/rules/R1/params/days/support`: rules go by their instance, which survives versions. */
  readonly field: string;
  /** What the field belongs to, in words. */
  readonly label: string;
  readonly before: unknown;
  readonly after: unknown;
}

const SECTIONS: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  fr: {
    levels: 'Seuils des niveaux',
    alerts: 'Alertes',
    appointment: 'Rendez-vous à venir',
    suppression: 'Ce qui fait taire une règle',
    ...{ label: 'Nom', source: 'Source', status: 'Source', id: 'Nom' },
  },
  en: {
    levels: 'Thresholds of the levels',
    alerts: 'Alerts',
    appointment: 'Appointments to come',
    suppression: 'What silences a rule',
    ...{ label: 'Name', source: 'Source', status: 'Source', id: 'Name' },
  },
};

/** What changes from one set to another, field by field, in the order of the fields' names. */
export function compareRuleSets(before: RuleSet, after: RuleSet, language: Language = 'fr'): readonly RuleSetChange[] {
  const [one, other] = [valuesOf(before), valuesOf(after)];
  const labels = new Map([...before.rules, ...after.rules].map(({ instance, label }) => [instance, label[language]]));
  return [...new Set([...one.keys(), ...other.keys()])]
    .toSorted()
    .filter((field) => JSON.stringify(one.get(field)) !== JSON.stringify(other.get(field)))
    .map((field) => ({
      field,
      label: labelOf(field, labels, language),
      before: one.get(field) ?? null,
      after: other.get(field) ?? null,
    }));
}

function labelOf(field: string, labels: ReadonlyMap<string, string>, language: Language): string {
  const [, section = '', name = ''] = field.split('/');
  return section === 'rules' ? (labels.get(name) ?? name) : (SECTIONS[language][section] ?? section);
}

function valuesOf({ version: _version, rules, ...rest }: RuleSet): ReadonlyMap<string, unknown> {
  const values = new Map<string, unknown>();
  const walk = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null) values.set(path, value);
    else for (const [key, inner] of Object.entries(value)) walk(inner, `${path}/${key}`);
  };
  walk(rest, '');
  for (const { instance, ...rule } of rules) walk(rule, `/rules/${instance}`);
  return values;
}
