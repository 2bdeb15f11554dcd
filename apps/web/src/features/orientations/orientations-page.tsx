import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useRouteContext, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { needed, nomenclatureQuery, orientationsQuery } from '../../api/index.js';
import { NoPermission, Page } from '../../app/index.js';
import { MoreButton, Segments } from '../../design/index.js';
import { clock, dayOf, locale, t } from '../../i18n/index.js';
import { DIRECTIONS, STATES, type Direction, type OrientationState } from './answers.js';
import { OrientationRow } from './orientation-row.js';
import './orientations.css';

const READERS = ['operator', 'structure-manager', 'coordinator'];

/** Orientations received and sent, the longest waiting first, answered from their row. */
export function OrientationsPage() {
  const { me } = useRouteContext({ from: '/shell' });
  const { sens, etat } = useSearch({ from: '/shell/orientations' });
  const navigate = useNavigate({ from: '/orientations' });
  const direction: Direction = sens === 'envoyees' ? 'sent' : 'received';
  const state: OrientationState = etat === 'closes' ? 'done' : 'waiting';
  if (!me.roles.some((role) => READERS.includes(role))) {
    return <NoPermission title={t('orients.title')}>{t('orients.forbidden')}</NoPermission>;
  }
  function show(direction: Direction, state: OrientationState) {
    const search = {
      ...(direction === 'sent' && { sens: 'envoyees' as const }),
      ...(state === 'done' && { etat: 'closes' as const }),
    };
    void navigate({ search });
  }
  return (
    <Page title={t('orients.title')}>
      <div className="row no-print">
        <Segments<Direction>
          label={t('orients.direction')}
          value={direction}
          onChange={(next) => show(next, state)}
          options={DIRECTIONS.map((value) => ({ value, label: t(`orients.${value}`) }))}
        />
        <Segments<OrientationState>
          label={t('orients.state')}
          value={state}
          onChange={(next) => show(direction, next)}
          options={STATES.map((value) => ({ value, label: t(`orients.${value}`) }))}
        />
      </div>
      <Orientations direction={direction} state={state} />
    </Page>
  );
}

interface OrientationsProps {
  readonly direction: Direction;
  readonly state: OrientationState;
}

function Orientations({ direction, state }: OrientationsProps) {
  const { me } = useRouteContext({ from: '/shell' });
  const [today] = useState(() => dayOf(new Date()));
  const [saved, setSaved] = useState('');
  const schemes = useQuery(nomenclatureQuery('schemes')).data;
  const list = useInfiniteQuery({
    ...orientationsQuery(direction, state),
    placeholderData: keepPreviousData,
    ...needed,
  });
  const items = list.data?.pages.flatMap((page) => page.items);
  return (
    <>
      <p role="status" className={saved === '' ? 'visually-hidden' : 'form-saved'}>
        {saved}
      </p>
      {items === undefined && (
        <p className="card quiet" role="status">
          {t('app.loading')}
        </p>
      )}
      {items?.length === 0 && <p className="card">{t(`orients.none.${direction}.${state}`)}</p>}
      {items !== undefined && items.length > 0 && (
        <ul className="ruled-list" aria-label={`${t(`orients.${direction}`)}, ${t(`orients.${state}`)}`}>
          {items.map((item) => (
            <OrientationRow
              key={item.orientationId}
              item={item}
              direction={direction}
              me={me}
              today={today}
              scheme={schemes?.find(({ code }) => code === item.scheme)?.label}
              onSaved={(what) => setSaved(`${t('save.savedAt', { time: clock(new Date(), locale) })} ${what}`)}
            />
          ))}
        </ul>
      )}
      <MoreButton list={list} />
    </>
  );
}
