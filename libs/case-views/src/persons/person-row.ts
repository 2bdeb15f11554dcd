import { sharingStopped } from '@jalons/beneficiaries';
import type { Uuid } from '@jalons/kernel';
import type { Row } from '@jalons/projections';
import type { FoldedPerson } from '../fold/person-entries.js';
import type { MergedCase } from '../merges/components.js';

/**
 * The row of a person; none while her registration is not in force.
 * @param viewers structures that may read her
 */
export function personRow(
  person: Uuid,
  { identity, state }: FoldedPerson,
  { members, survivor }: MergedCase,
  viewers: readonly Uuid[],
): readonly Row[] {
  if (identity === null) return [];
  const { contacts, residence } = identity;
  const { notices, objections, restrictions } = state;
  return [
    {
      person,
      viewers,
      members,
      survivor,
      merge: state.merge?.id ?? null,
      sharing_stopped: sharingStopped(state),
      registered_on: identity.registeredOn,
      out_of_perimeter: identity.outOfPerimeter,
      given_name: identity.givenName,
      family_name: identity.familyName,
      birth_name: identity.birthName,
      birth_date: identity.birthDate,
      sex: identity.sex,
      phone: contacts.phone ?? null,
      email: contacts.email ?? null,
      other_contact: contacts.other ?? null,
      address: identity.address,
      qpv: residence.qpv,
      quartier: residence.quartier ?? null,
      qpv_evidence: residence.evidence,
      // Criteria and the reasons of restrictions have readers of their own: see person_details.
      standing: { notices, objections, restrictions: restrictions.map(({ id, on }) => ({ id, on })) },
    },
  ];
}
