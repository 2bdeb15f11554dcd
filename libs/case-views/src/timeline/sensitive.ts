import type { LifeEvent } from '@jalons/event-log';
import type { ParcoursEvent } from '@jalons/parcours';

/**
 * Themes of health, and of justice, of which the nomenclature keeps the group alone (domain.md § 4): an administrative
 * or legal barrier without a finer theme may be one of justice.
 */
const isSensitiveTheme = (code: string): boolean =>
  code === 'sante' || code.startsWith('sante--') || code === 'difficultes-administratives-ou-juridiques';

/** Codes that tell of health or justice, in their own lists. */
const PAUSES: ReadonlySet<string> = new Set(['health', 'parental-leave']);
const EXITS: ReadonlySet<string> = new Set(['long-leave', 'court-decision']);
const BENEFITS: ReadonlySet<string> = new Set(['aah']);

/**
 * Names of the fields of an entry that are kept apart: health and justice are hidden beyond the referent and the
 * structure that recorded them (security.md § 1), the sheet of an orientation beyond its sender and receiver.
 */
function sensitiveFields(event: LifeEvent<ParcoursEvent>): readonly string[] {
  switch (event.type) {
    case 'BarrierIdentified':
      return isSensitiveTheme(event.data.theme) ? ['theme', 'note'] : [];
    case 'OrientationProposed':
      return isSensitiveTheme(event.data.need) ? ['sheet', 'need', 'note'] : ['sheet'];
    case 'EntrySituationRecorded':
      return event.data.benefits.some((code) => BENEFITS.has(code)) ? ['benefits'] : [];
    case 'PauseDeclared':
      return PAUSES.has(event.data.reason) ? ['reason', 'note'] : [];
    case 'ParcoursExited':
      return EXITS.has(event.data.reason) ? ['reason', 'proof', 'note'] : [];
    default:
      return [];
  }
}

/** Splits data into what everyone who takes part sees, and what is kept apart; null where nothing is. */
export function splitData(event: LifeEvent<ParcoursEvent>): {
  readonly shown: Readonly<Record<string, unknown>>;
  readonly hidden: Readonly<Record<string, unknown>> | null;
} {
  const names = new Set(sensitiveFields(event));
  const fields = Object.entries(event.data);
  const hidden = fields.filter(([name]) => names.has(name));
  if (hidden.length === 0) return { shown: event.data as Readonly<Record<string, unknown>>, hidden: null };
  return {
    shown: Object.fromEntries(fields.filter(([name]) => !names.has(name))),
    hidden: Object.fromEntries(hidden),
  };
}
