import type { LifeEvent } from '@jalons/event-log';
import type { ParcoursEvent } from '@jalons/parcours';
import type { Reserved } from '../fold/reserved.js';

type Fields = Readonly<Record<string, unknown>>;

/** An entry in two: what everyone who takes part sees, and what is kept apart; null where nothing is. */
export interface SplitData {
  readonly shown: Fields;
  readonly hidden: Fields | null;
}

/**
 * Splits an entry. Health and justice are hidden beyond the referent and the structure that recorded them
 * (security.md § 1), the sheet of an orientation beyond its sender and receiver. Being hidden must tell nothing by
 * itself, so that what is kept apart is never the sensitive value alone:
 * - the theme of a barrier, the need of an orientation and the reason of an exit, where they belong to a family that its
 *   list marks as reserved and in which health and justice do not stand out: finances, family and formalities beside
 *   health; every reason that some definition neutralises (removal, retirement, transfer...) beside long leave and
 *   court decisions. Hiding all of them would take from partners the barriers that they work on together;
 * - the reason of a pause always: too few would be left to hide among;
 * - of benefits the reserved ones, and the field is said to be incomplete in every entry: what is left of the list is
 *   of use to everybody. That there is none, or that it is not known, is reserved too: else an empty rest would tell.
 */
export function splitData(event: LifeEvent<ParcoursEvent>, reserved: Reserved): SplitData {
  switch (event.type) {
    case 'BarrierIdentified':
      return apart(event.data, reserved('barriers', event.data.theme) ? ['theme', 'note'] : []);
    case 'OrientationProposed':
      return apart(event.data, isReservedNeed(event.data.need, reserved) ? ['sheet', 'need', 'note'] : ['sheet']);
    case 'EntrySituationRecorded': {
      const { shown, hidden } = apart(event.data, ['benefits']);
      return {
        shown: { ...shown, benefits: event.data.benefits.filter((code) => !reserved('benefits', code)) },
        hidden,
      };
    }
    case 'PauseDeclared':
      return apart(event.data, ['reason', 'note']);
    case 'ParcoursExited':
      return apart(event.data, reserved('exit-reasons', event.data.reason) ? ['reason', 'proof', 'note'] : []);
    default:
      return apart(event.data, []);
  }
}

/** A need is a wish, or a barrier. */
function isReservedNeed(need: string, reserved: Reserved): boolean {
  return reserved('needs', need) && reserved('barriers', need);
}

function apart(data: object, names: readonly string[]): SplitData {
  const fields = Object.entries(data);
  const hidden = fields.filter(([name]) => names.includes(name));
  return {
    shown: Object.fromEntries(fields.filter(([name]) => !names.includes(name))),
    hidden: hidden.length === 0 ? null : Object.fromEntries(hidden),
  };
}
