import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { needed, nomenclatureQuery, useSubmission, type Code, type Encounter } from '../../api/index.js';
import { ActingWord, Page, queryClient, readAnew } from '../../app/index.js';
import { ChoiceField, DayField, FormProblem, missing, SavingWord, TextField } from '../../design/index.js';
import { ComboFieldLater } from '../../design/combo-field-later.js';
import { dayOf, locale, shortDay, t } from '../../i18n/index.js';
import { linkable } from '../outreach/encounter.js';
import { encounterQuery, encountersQuery } from '../outreach/queries.js';
import { channelOptions } from '../people/entry-channels.js';
import { EVIDENCE, qpvOptions } from '../people/residence.js';
import { sexOptions } from '../people/sex.js';
import { meansOptions } from '../parcours/rights/rights.js';
import { KnownPeople } from './known-people.js';
import './new-person.css';
import { blank, NOT_YET, POINTERS, unanswered, type NewPersonForm } from './new-person.js';
import { useRegisterAndOpen, type Opened } from './register-and-open.js';

/** Registers somebody: from nothing, or from the encounter of aller-vers that the address names. */
export function NewPersonPage() {
  const { rencontre } = useSearch({ from: '/shell/personnes/nouvelle' });
  const met = useQuery({ ...encounterQuery(rencontre ?? ''), enabled: rencontre !== undefined, ...needed }).data;
  const qpv = useQuery({ ...nomenclatureQuery('qpv'), ...needed }).data;
  const channels = useQuery({ ...nomenclatureQuery('entry-channels'), ...needed }).data;
  if (qpv === undefined || channels === undefined || (rencontre !== undefined && met === undefined)) {
    return (
      <Page title={t('new.title')}>
        <p role="status">{t('app.loading')}</p>
      </Page>
    );
  }
  const open = met !== undefined && met !== null && linkable(met) ? met : undefined;
  return <NewPerson qpv={qpv} channels={channels} met={open} gone={rencontre !== undefined && open === undefined} />;
}

interface NewPersonProps {
  readonly qpv: readonly Code[];
  readonly channels: readonly Code[];
  /** That she was met in, to be linked to her. */
  readonly met: Encounter | undefined;
  /** It was asked for and cannot be. */
  readonly gone: boolean;
}

/** Who she is, where she lives, how she came, and how she was informed: registered and opened in one gesture. */
function NewPerson({ qpv, channels, met, gone }: NewPersonProps) {
  const [today] = useState(() => dayOf(new Date()));
  const navigate = useNavigate();
  const [form, setForm] = useState(() => blank(today, met));
  const [told, setTold] = useState<Opened>();
  const register = useRegisterAndOpen(today, met);
  const { saving, submit, refuse } = useSubmission(register, POINTERS);
  const errors = saving.state === 'refused' ? saving.fields : {};
  const text = (name: keyof NewPersonForm) => ({
    name,
    value: form[name],
    error: errors[name],
    onChange: (value: string) => setForm((old) => ({ ...old, [name]: value })),
  });
  const labels = {
    givenName: t('person.given'),
    familyName: t('person.family'),
    birthDate: t('new.birth'),
    sex: t('identity.sex'),
    phone: t('new.phone'),
    email: t('new.email'),
    qpv: t('new.qpv'),
    evidence: t('new.evidence'),
    entryChannel: t('new.channel'),
    occurredOn: t('new.on'),
    means: t('new.means'),
  };

  async function send(event: FormEvent) {
    event.preventDefault();
    const absent = unanswered(form);
    if (absent.length > 0) return refuse(missing(Object.fromEntries(absent.map((name) => [name, t('form.required')]))));
    const opened = await submit(form);
    if (opened === undefined) return;
    await readAnew('cases', 'notices-due');
    // Not the one that is read here: it would be said to be gone.
    await queryClient.invalidateQueries({ queryKey: encountersQuery.queryKey });
    const { notice, notNoted, notLinked } = opened;
    const isAll = [notice, notNoted, notLinked].every((left) => left === undefined);
    if (isAll) await navigate({ to: '/parcours/$id', params: { id: opened.id } });
    else setTold(opened);
  }

  if (told !== undefined) return <ToldPage {...told} />;

  return (
    <Page title={t('new.title')}>
      <p className="quiet">{t('new.lead')}</p>
      {met !== undefined && (
        <p className="card">
          {t('new.met', { date: [shortDay(met.occurredOn, today, locale), met.place ?? []].flat().join(', ') })}{' '}
          <Link to="/aller-vers">{t('new.metKnown')}</Link>
        </p>
      )}
      {gone && <p className="card">{t('new.metGone')}</p>}
      {/* Two forms, and what is opened for somebody known between them: a form never lies within another. */}
      <div className="stack new-person">
        <FormProblem saving={saving} labels={labels} />
        <div>
          <form noValidate onSubmit={(event) => void send(event)}>
            <fieldset className="card">
              <legend>{t('new.identity')}</legend>
              <div className="form-grid">
                <TextField label={labels.givenName} {...text('givenName')} />
                <TextField label={labels.familyName} {...text('familyName')} />
                <TextField
                  label={labels.birthDate}
                  hint={t('new.birthHelp')}
                  optional
                  type="date"
                  max={today}
                  {...text('birthDate')}
                />
                <TextField label={labels.phone} optional type="tel" {...text('phone')} />
                <TextField label={labels.email} optional type="email" {...text('email')} />
              </div>
              <ChoiceField label={labels.sex} optional options={sexOptions()} {...text('sex')} />
            </fieldset>
          </form>
          <KnownPeople form={form} today={today} />
        </div>
        <form className="stack" noValidate onSubmit={(event) => void send(event)}>
          <fieldset className="card">
            <legend>{t('new.where')}</legend>
            <div className="stack">
              <ComboFieldLater
                label={labels.qpv}
                hint={t('new.qpvHelp')}
                optional
                options={qpvOptions(qpv, form.occurredOn)}
                {...text('qpv')}
              />
              <ChoiceField
                label={labels.evidence}
                options={EVIDENCE.map((value) => ({ value, label: t(`new.evidence.${value}`) }))}
                {...text('evidence')}
              />
            </div>
          </fieldset>
          <fieldset className="card">
            <legend>{t('new.parcours')}</legend>
            <div className="stack">
              <ChoiceField label={labels.entryChannel} options={channelOptions(channels)} {...text('entryChannel')} />
              <DayField label={labels.occurredOn} today={today} {...text('occurredOn')} />
            </div>
          </fieldset>
          <fieldset className="card">
            <legend>{t('new.informing')}</legend>
            <ChoiceField
              label={labels.means}
              hint={t('new.meansHelp')}
              optional
              options={[...meansOptions(), { value: NOT_YET, label: t('new.means.notYet') }]}
              {...text('means')}
            />
          </fieldset>
          <div className="row">
            <button type="submit" className="button button-primary">
              {t('new.submit')}
            </button>
            <ActingWord structure={met?.structure} />
            <SavingWord saving={saving} />
          </div>
        </form>
      </div>
    </Page>
  );
}

/** What is to be told of the person or to be done before going on, and the way on. */
function ToldPage({ id, notice, notNoted, notLinked }: Opened) {
  return (
    <Page title={t('new.registered')}>
      <div className="card stack" role="status">
        {notice !== undefined && <p>{notice}</p>}
        {notNoted !== undefined && (
          <p>
            {t('new.notNoted', { reason: notNoted })} <Link to="/informations">{t('new.noteIt')}</Link>
          </p>
        )}
        {notLinked !== undefined && (
          <p>
            {t('new.notLinked', { reason: notLinked })} <Link to="/aller-vers">{t('new.linkIt')}</Link>
          </p>
        )}
        <p>
          <Link className="button button-primary" to="/parcours/$id" params={{ id }}>
            {t('new.openParcours')}
          </Link>
        </p>
      </div>
    </Page>
  );
}
