import type { Uuid } from '@jalons/kernel';
import type { Row } from '@jalons/projections';
import type { FoldedPerson } from '../fold/person-entries.js';
import { sharingStoppedIn } from '../fold/sharing.js';
import type { MergedCase } from '../merges/components.js';

/**
 * The row of a person; none while her registration is not in force.
 * @param viewers structures that may read her
 * @param people everybody of her case: what was asked for in one of her records holds for all (security.md § 3)
 */
export function personRow(
  person: Uuid,
  { identity, state }: FoldedPerson,
  merged: MergedCase,
  viewers: readonly Uuid[],
  people: ReadonlyMap<Uuid, FoldedPerson>,
): readonly Row[] {
  if (identity === null) return [];
  const { contacts, residence } = identity;
  const { members, survivor } = merged;
  const { notices, objections, restrictions } = state;
  return [
    {
      person,
      viewers,
      members,
      survivor,
      merge: state.merge?.id ?? null,
      sharing_stopped: sharingStoppedIn(merged, people),
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
