import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import {
  answer,
  client,
  nomenclatureQuery,
  useSubmission,
  withKey,
  type AddressForm,
  type ContactsForm,
  type Identity,
  type ProfileForm,
  type Saving,
} from '../../../api/index.js';
import { readAnew } from '../../../app/index.js';
import { ComboFieldLater } from '../../../design/combo-field-later.js';
import { ChoiceField, DayField, FoldedForm, missing, TextField } from '../../../design/index.js';
import { t } from '../../../i18n/index.js';
import { EVIDENCE, qpvOptions } from '../../people/residence.js';
import { sexOptions } from '../../people/sex.js';
import {
  contactsBody,
  contactsOf,
  emptied,
  lacking,
  profileChanges,
  profileOf,
  residenceBody,
  residenceOf,
} from './identity.js';

interface IdentityFormsProps {
  /** As last read: what the forms start from, and whose record they change. */
  readonly identity: Identity;
  readonly today: string;
}

/** What was wrong of a person, or has changed: who she is, how she is reached, where she lives. */
export function IdentityForms({ identity, today }: IdentityFormsProps) {
  return (
    <>
      <ProfileChange identity={identity} />
      <ContactsChange identity={identity} />
      <ResidenceChange identity={identity} today={today} />
    </>
  );
}

function ProfileChange({ identity }: Pick<IdentityFormsProps, 'identity'>) {
  const before = profileOf(identity);
  const { typed, at } = useTyped(before);
  const path = { id: identity.beneficiaryId };
  const { saving, submit, refuse } = useSubmission(
    (body: ProfileForm, key: string) =>
      answer(client.PATCH('/beneficiaries/{id}/profile', { params: { path }, body, ...withKey(key) })),
    {
      familyName: '/familyName',
      birthName: '/birthName',
      givenName: '/givenName',
      birthDate: '/birthDate',
      sex: '/sex',
    },
  );
  const labels = {
    ...{ familyName: t('person.family'), birthName: t('parcours.birthName'), givenName: t('person.given') },
    ...{ birthDate: t('new.birth'), sex: t('identity.sex') },
  };
  return (
    <FoldedForm
      name="profile"
      word={t('identity.profile')}
      saving={saving}
      labels={labels}
      onSubmit={async () => {
        const empty = emptied(before, typed);
        if (empty.length > 0) return refuse(missing(saying(empty, t('identity.notEmptied'))));
        const changes = profileChanges(before, typed);
        if (Object.keys(changes).length === 0) return refuse(nothingChanges());
        return changed(await submit(changes));
      }}
    >
      {(field) => (
        <>
          <TextField {...field('familyName')} {...at('familyName')} />
          <TextField {...field('birthName')} {...at('birthName')} optional />
          <TextField {...field('givenName')} {...at('givenName')} />
          <TextField {...field('birthDate')} {...at('birthDate')} type="date" optional />
          <ChoiceField {...field('sex')} {...at('sex')} options={sexOptions()} />
        </>
      )}
    </FoldedForm>
  );
}

function ContactsChange({ identity }: Pick<IdentityFormsProps, 'identity'>) {
  const { typed, at } = useTyped(contactsOf(identity));
  const path = { id: identity.beneficiaryId };
  const { saving, submit } = useSubmission(
    (body: ContactsForm, key: string) =>
      answer(client.PUT('/beneficiaries/{id}/contacts', { params: { path }, body, ...withKey(key) })),
    { phone: '/phone', email: '/email', other: '/other' },
  );
  const labels = { phone: t('new.phone'), email: t('new.email'), other: t('parcours.otherContact') };
  return (
    <FoldedForm
      name="contacts"
      word={t('identity.contacts')}
      saving={saving}
      labels={labels}
      onSubmit={async () => changed(await submit(contactsBody(typed)))}
    >
      {(field) => (
        <>
          <p className="quiet small">{t('identity.contactsHelp')}</p>
          <TextField {...field('phone')} {...at('phone')} type="tel" optional />
          <TextField {...field('email')} {...at('email')} type="email" optional />
          <TextField {...field('other')} {...at('other')} hint={t('identity.otherHelp')} optional />
        </>
      )}
    </FoldedForm>
  );
}

function ResidenceChange({ identity, today }: IdentityFormsProps) {
  const { typed, at, type } = useTyped(residenceOf(identity, today));
  const qpv = useQuery(nomenclatureQuery('qpv')).data;
  const quartiers = useQuery(nomenclatureQuery('quartiers')).data;
  const path = { id: identity.beneficiaryId };
  const { saving, submit, refuse } = useSubmission(
    (body: AddressForm, key: string) =>
      answer(client.PUT('/beneficiaries/{id}/address', { params: { path }, body, ...withKey(key) })),
    {
      ...{ line: '/address/line', postcode: '/address/postcode', city: '/address/city', qpv: '/qpv' },
      ...{ evidence: '/qpv/evidence', quartier: '/quartier', occurredOn: '/occurredOn' },
    },
  );
  const labels = {
    ...{ line: t('identity.line'), postcode: t('identity.postcode'), city: t('identity.city'), qpv: t('new.qpv') },
    ...{ evidence: t('new.evidence'), quartier: t('identity.quartier'), occurredOn: t('identity.since') },
  };
  const within = (quartiers ?? []).filter(({ code, extra }) => extra?.['qpv'] === typed.qpv || code === typed.quartier);
  return (
    <FoldedForm
      name="residence"
      word={t('identity.residence')}
      saving={saving}
      labels={labels}
      onSubmit={async () => {
        const absent = lacking(typed);
        if (absent.length > 0) return refuse(missing(saying(absent, t('form.required'))));
        return changed(await submit(residenceBody(typed)));
      }}
    >
      {(field) => (
        <>
          <p className="quiet small">{t('identity.residenceHelp')}</p>
          <TextField {...field('line')} {...at('line')} optional />
          <TextField {...field('postcode')} {...at('postcode')} optional />
          <TextField {...field('city')} {...at('city')} optional />
          {qpv !== undefined && (
            <ComboFieldLater
              {...field('qpv')}
              hint={t('identity.qpvHelp')}
              optional
              value={typed.qpv}
              options={qpvOptions(qpv, typed.occurredOn, typed.qpv)}
              // A quartier lies in one district.
              onChange={(value) => type({ qpv: value, quartier: '' })}
            />
          )}
          <ChoiceField
            {...field('evidence')}
            {...at('evidence')}
            options={EVIDENCE.map((value) => ({ value, label: t(`new.evidence.${value}`) }))}
          />
          {within.length > 0 && (
            <ComboFieldLater
              // What it shows goes with the district.
              key={typed.qpv}
              {...field('quartier')}
              {...at('quartier')}
              optional
              options={within.map(({ code, label }) => ({ value: code, label }))}
            />
          )}
          <DayField {...field('occurredOn')} {...at('occurredOn')} today={today} />
        </>
      )}
    </FoldedForm>
  );
}

function nothingChanges(): Saving {
  return { state: 'refused', message: t('identity.nothing'), fields: {}, rest: [] };
}

/** What the fields hold, and what each of them is given to show it and to change it. */
function useTyped<Typed extends { readonly [Name in keyof Typed]: string }>(start: Typed) {
  const [typed, setTyped] = useState(start);
  const type = (some: Partial<Typed>) => setTyped((old) => ({ ...old, ...some }));
  const at = (name: keyof Typed) => ({
    value: typed[name] as string,
    // A field of choices answers with one of its own.
    onChange: (value: string) => type({ [name]: value } as Partial<Typed>),
  });
  return { typed, at, type };
}

function saying(names: readonly string[], what: string): Readonly<Record<string, string>> {
  return Object.fromEntries(names.map((name) => [name, what]));
}

/** Who she is stands on many pages. */
async function changed(taken: unknown): Promise<void> {
  if (taken !== undefined) await readAnew('identity', 'parcours', 'cases', 'people', 'person');
}
