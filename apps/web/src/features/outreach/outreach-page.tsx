import { useInfiniteQuery, useQueries, useQuery } from '@tanstack/react-query';
import { useRouteContext } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { nomenclatureQuery, onReachable, professionalsQuery, structuresQuery, type Code } from '../../api/index.js';
import { NoPermission, Page, PagePending } from '../../app/index.js';
import { MoreButton } from '../../design/index.js';
import { clock, dayOf, locale, t } from '../../i18n/index.js';
import { LISTS } from './encounter.js';
import { LogEncounter, useLists } from './encounter-form.js';
import { EncounterRow, type Glossary } from './encounter-row.js';
import './outreach.css';
import { encountersQuery } from './queries.js';

/** Aller-vers: people met where they are, logged in the street; then whom they turned out to be. */
export function OutreachPage() {
  const { me } = useRouteContext({ from: '/shell' });
  const [today] = useState(() => dayOf(new Date()));
  if (me.structures.length === 0) {
    return <NoPermission title={t('outreach.title')}>{t('outreach.forbidden')}</NoPermission>;
  }
  return (
    <Page title={t('outreach.title')}>
      <p className="quiet encounter-lead">{t('outreach.lead')}</p>
      <Outreach today={today} />
    </Page>
  );
}

/** The form first, and the list after it once it is there: nothing moves down under a thumb. */
function Outreach({ today }: { readonly today: string }) {
  const lists = useLists(today);
  if (lists === undefined) return <PagePending />;
  return (
    <div className="outreach">
      <div className="stack">
        <LogEncounter today={today} lists={lists} />
      </div>
      <Encounters today={today} />
    </div>
  );
}

/** Those of the reader's structures. Where they do not come, the form above goes on without them. */
function Encounters({ today }: { readonly today: string }) {
  const [told, setTold] = useState('');
  const glossary = useGlossary(today);
  const list = useInfiniteQuery(encountersQuery);
  const { refetch, isError } = list;
  useEffect(() => (isError ? onReachable(() => void refetch()) : undefined), [isError, refetch]);
  const items = list.data?.pages.flatMap((page) => page.items);
  return (
    <section className="stack" aria-labelledby="encounters">
      <h2 id="encounters">{t('outreach.list')}</h2>
      <p role="status" className={told === '' ? 'visually-hidden' : 'form-saved'}>
        {told}
      </p>
      {items === undefined && list.error === null && <PagePending />}
      {items === undefined && list.error !== null && (
        <div className="card stack" role="alert">
          <p>{list.error.message}</p>
          <p>
            <button type="button" className="button" onClick={() => void refetch()}>
              {t('app.retry')}
            </button>
          </p>
        </div>
      )}
      {items?.length === 0 && <p className="card">{t('outreach.none')}</p>}
      {items !== undefined && items.length > 0 && (
        <ul className="ruled-list" aria-label={t('outreach.list')}>
          {items.map((encounter) => (
            <EncounterRow
              key={`${encounter.id} ${encounter.linkId ?? ''}`}
              encounter={encounter}
              glossary={glossary}
              onSaved={(what) => setTold(`${t('save.savedAt', { time: clock(new Date(), locale) })} ${what}`)}
            />
          ))}
        </ul>
      )}
      <MoreButton list={list} />
    </section>
  );
}

/** Words that come when they come: a code stands for itself until then. */
function useGlossary(today: string): Glossary {
  const { me } = useRouteContext({ from: '/shell' });
  const lists = useQueries({ queries: LISTS.map((list) => nomenclatureQuery(list)), combine: dataOf });
  const professionals = useQuery(professionalsQuery).data;
  const structures = useQuery(structuresQuery).data;
  const several = me.structures.length > 1;
  return useMemo(() => {
    const codes = new Map(lists.flatMap((list) => (list ?? []).map((each) => [each.code, each.label])));
    const names = new Map(
      (professionals ?? []).map((each) => [each.professional, `${each.givenName} ${each.familyName}`]),
    );
    return {
      today,
      labelOf: (code) => codes.get(code) ?? code,
      nameOf: (professional) => names.get(professional),
      placeOf: (structure) => (several ? structures?.find(({ id }) => id === structure)?.name : undefined),
    };
  }, [today, several, lists, professionals, structures]);
}

/** Of the same lists, the same answer: what is made from them is not made again. */
function dataOf(found: readonly { readonly data: readonly Code[] | undefined }[]) {
  return found.map(({ data }) => data);
}
