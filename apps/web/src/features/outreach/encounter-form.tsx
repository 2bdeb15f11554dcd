import { useQueries } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { answer, client, coded, inForce, needed, nomenclatureQuery, withKey, type Code } from '../../api/index.js';
import { ActingWord, PagePending, readAnew, useActing } from '../../app/index.js';
import { ComboFieldLater } from '../../design/combo-field-later.js';
import { DayField, FormProblem, ManyField, missing, SelectField, TextField } from '../../design/index.js';
import type { Draft } from '../../drafts/index.js';
import { t } from '../../i18n/index.js';
import { DeliveryWord, OUTREACH, SavedNotice, useDraft, useSentOnce, type Saved } from '../../outbox/index.js';
import { districtOption } from '../people/residence.js';
import {
  blank,
  encounterOf,
  LISTS,
  needsOf,
  needsText,
  POINTERS,
  problemsOf,
  sentenceOf,
  type Typed,
} from './encounter.js';

interface Met extends Saved {
  readonly id: string;
  readonly structure: string | undefined;
}

/** An encounter to be logged, one after the other; what was saved last may be taken back at once. */
export function LogEncounter({ today, lists }: Pick<DraftedProps, 'today' | 'lists'>) {
  const { saisie } = useSearch({ from: '/shell/aller-vers' });
  const navigate = useNavigate({ from: '/aller-vers' });
  const [draft, setDraft] = useState(() => crypto.randomUUID());
  const [saved, setSaved] = useState<Met>();
  const [again, setAgain] = useState(false);
  const named = saisie ?? draft;
  const shown = useRef(named);
  useEffect(() => {
    shown.current = named;
  }, [named]);

  /** Another one under another key: the one before is in the log, or waits and goes without its form. */
  function next(met?: Met) {
    setSaved(met);
    setAgain(true);
    setDraft(crypto.randomUUID());
    if (saisie !== undefined) void navigate({ search: {}, replace: true });
  }
  function done(name: string, met?: Met) {
    void readAnew('outreach');
    // The answer to one that was left to go by itself takes nothing from the one that is typed now.
    if (name === shown.current) next(met);
  }
  function voidEntry(body: { eventId: string; why: string }, key: string) {
    const params = { path: { id: saved?.id ?? '' } };
    return answer(client.POST('/outreach/{id}/voids', { params, body, ...withKey(key, saved?.structure) }));
  }

  return (
    <>
      {saved !== undefined && (
        <SavedNotice key={saved.id} saved={saved} onVoid={voidEntry} onTried={() => readAnew('outreach')} />
      )}
      <Drafted
        key={named}
        name={`${OUTREACH}//${named}`}
        today={today}
        lists={lists}
        again={again}
        onDone={(met) => done(named, met)}
        onNext={() => next()}
      />
    </>
  );
}

interface DraftedProps {
  readonly name: string;
  readonly today: string;
  readonly lists: Lists;
  /** After another one. */
  readonly again: boolean;
  /** With what was saved; with nothing where an earlier version had been. */
  readonly onDone: (met?: Met) => void;
  /** While it waits: it goes by itself, and another one may be typed. */
  readonly onNext: () => void;
}

function Drafted(props: DraftedProps) {
  const { found, ...keeping } = useDraft(props.name);
  return found === undefined ? <PagePending /> : <Filling {...props} draft={found} keeping={keeping} />;
}

interface FillingProps extends DraftedProps {
  readonly draft: Draft | null;
  readonly keeping: Omit<ReturnType<typeof useDraft>, 'found'>;
}

function Filling({ today, lists, again, draft, keeping, onDone, onNext }: FillingProps) {
  const now = useActing();
  const structure = draft?.parcel?.structure ?? now;
  const [typed, setTyped] = useState<Typed>(() => ({ ...blank(today), ...draft?.values }));
  const sentence = (of: Typed) => sentenceOf(of, lists.channels.find(({ code }) => code === of.channel)?.label, today);
  const { key, delivery, kept, deliver, show } = useSentOnce({
    ...{ draft, keeping },
    typed: () => ({ values: typed, sentence: sentence(typed) }),
    sending: () => ({
      parcel: { path: '/outreach', body: encounterOf(typed), ...(structure !== undefined && { structure }) },
      pointers: POINTERS,
    }),
    onSaved: ({ id = '', eventIds }) =>
      onDone({ ...{ id, eventIds, structure }, sentence: sentence(typed), at: new Date() }),
  });
  const heading = useRef<HTMLHeadingElement>(null);
  // The form before this one is gone, and the focus with it.
  useEffect(() => {
    if (again) heading.current?.focus();
  }, [again]);
  const frozen = delivery.state === 'sending' || delivery.state === 'waiting';
  const refused = delivery.state === 'refused' ? delivery : undefined;
  const labels: Readonly<Record<keyof Typed, string>> = {
    ...{ occurredOn: t('step.when'), time: t('outreach.time'), channel: t('outreach.channel') },
    ...{ place: t('outreach.place'), count: t('outreach.count'), qpv: t('new.qpv'), needs: t('outreach.needs') },
  };
  const wire = (name: keyof Typed) => ({
    ...{ name, label: labels[name], error: refused?.fields[name], value: typed[name] },
    onChange(value: string) {
      const next = { ...typed, [name]: value };
      setTyped(next);
      keeping.keep({ values: next, key, sentence: sentence(next) });
    },
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    if (frozen) return;
    const problems = problemsOf(typed, today);
    const saving = missing(problems);
    if (Object.keys(problems).length > 0 && saving.state === 'refused') show(saving);
    else deliver();
  }

  if (delivery.state === 'taken') {
    return (
      <div className="card stack" role="alert">
        <p>{t('outreach.keyUsed')}</p>
        <p>
          <button type="button" className="button button-primary" onClick={() => onDone()}>
            {t('app.close')}
          </button>
        </p>
      </div>
    );
  }
  const { onChange: changeNeeds, value: _, ...needs } = wire('needs');
  return (
    <form className="card stack no-print" noValidate onSubmit={submit}>
      <h2 tabIndex={-1} ref={heading}>
        {t('outreach.log')}
      </h2>
      <div className="stack" inert={frozen}>
        <FormProblem saving={refused ?? { state: 'idle' }} labels={labels} />
        {refused?.signIn === true && (
          <p>
            <a href="/connexion" target="_blank">
              {t('step.signIn')}
            </a>
          </p>
        )}
        <DayField {...wire('occurredOn')} today={today} />
        <div className="form-grid">
          <TextField {...wire('place')} hint={t('outreach.placeHelp')} optional />
          <TextField {...wire('count')} hint={t('outreach.countHelp')} type="number" />
        </div>
        <ManyField
          {...needs}
          hint={t('outreach.needsHelp')}
          optional
          values={needsOf(typed)}
          options={coded(lists.needs)}
          onChange={(values) => changeNeeds(needsText(values))}
        />
        <div className="form-grid">
          <SelectField {...wire('channel')} options={coded(lists.channels)} />
          <TextField {...wire('time')} type="time" optional />
        </div>
        <ComboFieldLater
          {...wire('qpv')}
          hint={t('outreach.qpvHelp')}
          optional
          options={lists.qpv.map(districtOption)}
        />
      </div>
      <p aria-live="polite">
        <span className="quiet small">{t('step.willLog')}</span>
        <br />
        {sentence(typed)} <ActingWord structure={structure} />
      </p>
      <div className="row">
        <button type="submit" className="button button-primary" data-pending={frozen || undefined}>
          {t('step.submit')}
        </button>
        <DeliveryWord
          delivery={delivery}
          editWord={t('outreach.edit')}
          onRetry={deliver}
          onEdit={() => show({ state: 'idle' })}
        >
          {kept && (
            <button type="button" className="button" onClick={onNext}>
              {t('outreach.another')}
            </button>
          )}
        </DeliveryWord>
      </div>
    </form>
  );
}

/** What an encounter is said with. */
export interface Lists {
  readonly channels: readonly Code[];
  readonly needs: readonly Code[];
  readonly qpv: readonly Code[];
}

/** As it stands that day; undefined until all is there. */
export function useLists(today: string): Lists | undefined {
  const found = useQueries({ queries: LISTS.map((list) => ({ ...nomenclatureQuery(list), ...needed })) });
  const [channels, needs, barriers, qpv] = found.map(({ data }) => data);
  if (channels === undefined || needs === undefined || barriers === undefined || qpv === undefined) return undefined;
  return {
    ...{ channels: inForce(channels, today), needs: inForce([...needs, ...barriers], today) },
    qpv: inForce(qpv, today),
  };
}
