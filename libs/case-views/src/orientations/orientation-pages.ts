import type { CivilDate, Uuid } from '@jalons/kernel';
import { LISTED_BY } from './orientations.table.js';

/** The column whose orientations are listed. */
export type OrientationOwner = keyof typeof LISTED_BY;
/** Waiting for an answer, for the first meeting or to be taken back; or no longer. */
export type OrientationState = 'waiting' | 'done';

const ITEM = `
  SELECT sent.orientation, sent.proposal, sent.parcours, sent.beneficiary, sent.territory, sent.viewers,
         sent.from_structure, sent.to_structure, sent.scheme, sent.person_agreed, sent.transfers_referent,
         sent.proposed_on, sent.accepted_on, sent.started_on, sent.ended_on, sent.ending, sent.unended, sent.pending,
         case_.referent, who.person IS NOT NULL AS known, who.given_name, who.family_name,
         sent.beneficiary = ANY ((SELECT auth.my_elevations())::uuid[]) AS elevated`;

/** A receiver sees no case yet; whom the person's row is open to, her name is. */
const JOINED = `
    JOIN read.orientations sent USING (orientation)
    LEFT JOIN read.cases case_ ON case_.parcours = sent.parcours
    LEFT JOIN read.persons who ON who.person = sent.beneficiary`;

/** $1 orientation. What is asked of the receiver is beside the row: its own policy says who reads it. */
export const ONE_ORIENTATION = `
  ${ITEM},
         coalesce((SELECT apart.hidden FROM read.parcours_details apart WHERE apart.event_id = sent.proposal), '{}')
           AS asked
    FROM (SELECT $1::uuid AS orientation) asked ${JOINED}`;

export interface OrientationRow {
  readonly orientation: Uuid;
  readonly proposal: Uuid;
  readonly parcours: Uuid;
  readonly beneficiary: Uuid;
  readonly territory: Uuid | null;
  /** Structures that may read the parcours. */
  readonly viewers: readonly Uuid[];
  readonly from_structure: Uuid;
  readonly to_structure: Uuid;
  readonly scheme: string | null;
  readonly person_agreed: boolean;
  readonly transfers_referent: boolean;
  readonly proposed_on: CivilDate;
  readonly accepted_on: CivilDate | null;
  readonly started_on: CivilDate | null;
  readonly ended_on: CivilDate | null;
  readonly ending: string | null;
  readonly unended: boolean;
  readonly pending: boolean;
  readonly referent: Uuid | null;
  readonly known: boolean;
  readonly given_name: string | null;
  readonly family_name: string | null;
  readonly elevated: boolean;
  /** Of one asked for by its id. */
  readonly asked?: Readonly<Record<string, unknown>>;
}

export interface OrientationPageStatement {
  readonly name: string;
  readonly text: string;
  /** What comes before the first row. */
  readonly beforeAll: readonly string[];
}

/**
 * Those that an exit left unended, told to who took part that day: whoever sent one and left before can do nothing about
 * it any more. They are few, in logs from before an exit waited for them.
 */
const LEFT_BEHIND = `
    UNION
    SELECT seen.orientation, seen.proposed_on
      FROM read.orientations seen JOIN read.cases case_ USING (parcours)
     WHERE seen.unended AND NOT seen.pending AND case_.structures && $1::uuid[]
       AND (seen.proposed_on, seen.orientation) > ($2::date, $3::uuid)`;

/** $1 owners, each walked along its own index; $2, $3 the row after which to go on; $4 rows. */
export function orientationPage(owner: OrientationOwner, state: OrientationState): OrientationPageStatement {
  const waiting = state === 'waiting';
  const [way, beyond] = waiting ? ['', '>'] : [' DESC', '<'];
  const leftBehind = waiting && owner === 'from_structure' ? LEFT_BEHIND : '';
  const order = (alias: string) => `${alias}.proposed_on${way}, ${alias}.orientation${way}`;
  return {
    name: `orientations_by_${owner}_${state}_3`,
    text: `
  WITH page AS (
    SELECT found.orientation, found.proposed_on
      FROM unnest($1::uuid[]) mine (id) CROSS JOIN LATERAL (
        SELECT seen.orientation, seen.proposed_on FROM read.orientations seen
         WHERE seen.${owner} = mine.id AND ${waiting ? '' : 'NOT '}seen.${LISTED_BY[owner]}
           AND (seen.proposed_on, seen.orientation) ${beyond} ($2::date, $3::uuid)
         ORDER BY ${order('seen')} LIMIT $4) found${leftBehind}
     ORDER BY proposed_on${way}, orientation${way} LIMIT $4)
  ${ITEM}
    FROM page ${JOINED}
   ORDER BY ${order('sent')}`,
    beforeAll: waiting
      ? ['-infinity', '00000000-0000-0000-0000-000000000000']
      : ['infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff'],
  };
}
