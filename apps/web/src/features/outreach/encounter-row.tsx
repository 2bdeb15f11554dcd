import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { answer, client, personQuery, useSubmission, withKey, type Encounter } from '../../api/index.js';
import { PagePending, readAnew } from '../../app/index.js';
import { Chip, FoldedForm, missing, TextField } from '../../design/index.js';
import { locale, shortDay, t } from '../../i18n/index.js';
import { OpenParcours } from '../people/index.js';
import { linkable } from './encounter.js';
import { LinkEncounter } from './link-encounter.js';

/** The words of the codes and of the ids that an encounter names. */
export interface Glossary {
  readonly today: string;
  readonly labelOf: (code: string) => string;
  readonly nameOf: (professional: string) => string | undefined;
  /** Of the structure, for who works in several. */
  readonly placeOf: (structure: string) => string | undefined;
}

interface EncounterRowProps {
  readonly encounter: Encounter;
  readonly glossary: Glossary;
  readonly onSaved: (told: string) => void;
}

/** When, where and how many; what it was about; and whom it turned out to be, or the ways to say so. */
export function EncounterRow({ encounter, glossary, onSaved }: EncounterRowProps) {
  const { occurredOn, time, place, channel, count, needs, qpv, recordedBy, structure, linked } = encounter;
  const { labelOf } = glossary;
  const day = shortDay(occurredOn, glossary.today, locale);
  const when = time === null ? day : t('outreach.at', { date: day, time });
  const about = [labelOf(channel), ...needs.map(labelOf), qpv === null ? [] : labelOf(qpv)].flat();
  const by = [glossary.nameOf(recordedBy) ?? [], glossary.placeOf(structure) ?? []].flat();
  return (
    <li className="encounter">
      <div className="row">
        <b>{[when, place ?? []].flat().join(' · ')}</b>
        {linked ? (
          <Chip hue="support" icon="user">
            {t('outreach.linked')}
          </Chip>
        ) : (
          <span className="quiet small">{t('outreach.people', { count })}</span>
        )}
      </div>
      <p className="small">{about.join(' · ')}</p>
      <p className="quiet small">{by.join(', ')}</p>
      <div className="no-print">
        {linkable(encounter) && <LinkEncounter encounter={encounter} when={when} onSaved={onSaved} />}
        {!linked && count > 1 && <p className="quiet small">{t('outreach.several')}</p>}
        {linked && <Whose encounter={encounter} />}
        <Void encounter={encounter} when={when} onSaved={onSaved} />
      </div>
    </li>
  );
}

/** Whom it turned out to be: asked for on demand, as the access journal notes it. */
function Whose({ encounter: { beneficiaryId } }: Pick<EncounterRowProps, 'encounter'>) {
  const [open, setOpen] = useState(false);
  if (beneficiaryId === null) return <p className="quiet small">{t('outreach.notOpen')}</p>;
  return (
    <details className="folded" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="small">{t('outreach.whose')}</summary>
      {open && <Somebody id={beneficiaryId} />}
    </details>
  );
}

function Somebody({ id }: { readonly id: string }) {
  const { data, error } = useQuery(personQuery(id));
  if (error !== null) return <p>{error.message}</p>;
  if (data === undefined) return <PagePending />;
  const { givenName, familyName } = data.identity;
  const name = [givenName ?? [], familyName ?? []].flat().join(' ');
  const parcours = data.parcours.find(({ status }) => status === 'open') ?? data.parcours[0];
  return (
    <>
      <p>
        {parcours === undefined ? (
          <b>{name}</b>
        ) : (
          <Link className="people-name" to="/parcours/$id" params={{ id: parcours.id }}>
            {name}
          </Link>
        )}
      </p>
      {parcours?.status !== 'open' && <OpenParcours beneficiary={id} again={parcours !== undefined} />}
    </>
  );
}

interface VoidProps {
  readonly encounter: Encounter;
  readonly when: string;
  readonly onSaved: (told: string) => void;
}

/** Takes back the link, and, where there is none, the encounter itself. */
function Void({ encounter: { id, structure, eventId, linkId }, when, onSaved }: VoidProps) {
  const [why, setWhy] = useState(t('step.mistake'));
  const { saving, submit, refuse } = useSubmission(
    (body: { eventId: string; why: string }, key: string) =>
      answer(client.POST('/outreach/{id}/voids', { params: { path: { id } }, body, ...withKey(key, structure) })),
    { why: '/why' },
  );
  async function voidIt() {
    if (why.trim() === '') return refuse(missing({ why: t('form.required') }));
    if ((await submit({ eventId: linkId ?? eventId, why: why.trim() })) === undefined) return;
    onSaved(t(linkId === null ? 'outreach.voided' : 'outreach.unlinked', { date: when }));
    await readAnew('outreach');
  }
  return (
    <FoldedForm
      name={`void-${id}`}
      word={t(linkId === null ? 'outreach.void' : 'outreach.unlink')}
      submitWord={t(linkId === null ? 'outreach.void' : 'outreach.unlink')}
      saving={saving}
      labels={{ why: t('outreach.voidWhy') }}
      onSubmit={voidIt}
    >
      {(field) => <TextField {...field('why')} value={why} onChange={setWhy} />}
    </FoldedForm>
  );
}
