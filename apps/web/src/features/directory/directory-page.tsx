import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useRouteContext, useSearch } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { coded, needed, nomenclatureQuery, structuresQuery } from '../../api/index.js';
import { Page, PagePending } from '../../app/index.js';
import { ComboFieldLater } from '../../design/combo-field-later.js';
import { Icon, MoreButton, SearchField, Segments } from '../../design/index.js';
import { dayOf, t } from '../../i18n/index.js';
import { useSettled } from '../people/use-settled.js';
import { addableTo, askedOf, named, narrowed, type Chosen, type DirectorySearch } from './directory.js';
import './directory.css';
import { directoryQuery } from './queries.js';
import { ServiceRow } from './service-row.js';

/** What the structures offer, for whoever is signed in: searched by word, cut down by filters, each a click from its page. */
export function DirectoryPage() {
  const { me } = useRouteContext({ from: '/shell' });
  const search = useSearch({ from: '/shell/annuaire' });
  const navigate = useNavigate({ from: '/annuaire' });
  const [typed, setTyped] = useState('');
  // The fields that are searched forget what they show only when they are made anew.
  const [round, setRound] = useState(0);
  const structures = useQuery(structuresQuery).data ?? [];
  const filtered = Object.keys(askedOf(search, typed)).length > 0;
  const show = (change: DirectorySearch) => void navigate({ search: { ...search, ...change } });

  function clear() {
    setTyped('');
    setRound(round + 1);
    void navigate({ search: {} });
  }

  const add = addableTo(me, structures).length > 0 && (
    <Link className="button button-primary no-print" to="/annuaire/nouveau">
      <Icon name="plus" />
      {t('directory.add')}
    </Link>
  );
  return (
    <Page title={t('directory.title')} aside={add}>
      <p className="quiet directory-lead">{t('directory.lead')}</p>
      <SearchField name="directory" label={t('directory.search')} value={typed} onChange={setTyped} />
      <div className="row no-print">
        <Segments<'commun' | 'tous'>
          label={t('directory.law')}
          value={search.droit ?? 'tous'}
          onChange={(value) => show({ droit: value === 'commun' ? value : undefined })}
          options={[
            { value: 'tous', label: t('directory.lawAll') },
            { value: 'commun', label: t('directory.lawCommon') },
          ]}
        />
        <Segments<'oui' | 'non'>
          label={t('directory.standing')}
          value={search.retires ?? 'non'}
          onChange={(value) => show({ retires: value === 'oui' ? value : undefined })}
          options={[
            { value: 'non', label: t('directory.current') },
            { value: 'oui', label: t('directory.withdrawnToo') },
          ]}
        />
      </div>
      <NarrowFilters
        key={round}
        search={search}
        onChange={(name, value) => show({ [name]: value === '' ? undefined : value })}
      />
      <Services search={search} typed={typed} filtered={filtered}>
        <button type="button" className="button" onClick={clear}>
          {t('directory.clear')}
        </button>
      </Services>
    </Page>
  );
}

interface NarrowFiltersProps {
  readonly search: DirectorySearch;
  readonly onChange: (name: Chosen, value: string) => void;
}

/** Whose, for what and for whom: folded away until one is asked for. */
function NarrowFilters({ search, onChange }: NarrowFiltersProps) {
  const count = narrowed(search);
  const [open, setOpen] = useState(count > 0);
  return (
    <details className="folded no-print" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="small">{t('directory.narrow', { count })}</summary>
      {open && <NarrowFields search={search} onChange={onChange} />}
    </details>
  );
}

function NarrowFields({ search, onChange }: NarrowFiltersProps) {
  const structures = useQuery(structuresQuery).data;
  const needs = useQuery(nomenclatureQuery('needs')).data;
  const barriers = useQuery(nomenclatureQuery('barriers')).data;
  const publics = useQuery(nomenclatureQuery('service-publics')).data;
  if (structures === undefined || needs === undefined || barriers === undefined || publics === undefined) {
    return <PagePending />;
  }
  const field = (name: Chosen, label: string) => ({
    ...{ name: `directory-${name}`, label, value: search[name] ?? '' },
    onChange: (value: string) => onChange(name, value),
  });
  return (
    <div className="form-grid">
      <ComboFieldLater {...field('structure', t('service.structure'))} options={named(structures)} />
      <ComboFieldLater {...field('besoin', t('field.need'))} options={coded([...needs, ...barriers])} />
      <ComboFieldLater {...field('public', t('service.publics'))} options={coded(publics)} />
    </div>
  );
}

interface ServicesProps {
  readonly search: DirectorySearch;
  readonly typed: string;
  /** Whether anything was asked for, so that nothing found means nothing of that. */
  readonly filtered: boolean;
  /** The way back to the whole. */
  readonly children: ReactNode;
}

function Services({ search, typed, filtered, children }: ServicesProps) {
  const [today] = useState(() => dayOf(new Date()));
  const schemes = useQuery(nomenclatureQuery('schemes')).data;
  const structures = useQuery(structuresQuery).data;
  const list = useInfiniteQuery({
    ...directoryQuery(askedOf(search, useSettled(typed))),
    placeholderData: keepPreviousData,
    ...needed,
  });
  const items = list.data?.pages.flatMap((page) => page.items);
  if (items === undefined) return <PagePending />;
  return (
    <>
      <p className="quiet" role="status">
        {t(list.hasNextPage ? 'directory.countMore' : 'directory.count', { count: items.length })}
      </p>
      {items.length === 0 && (
        <div className="card stack">
          <p>{t(filtered ? 'directory.noneHere' : 'directory.empty')}</p>
          {filtered && <p>{children}</p>}
        </div>
      )}
      {items.length > 0 && (
        <ul className="ruled-list" aria-label={t('directory.title')}>
          {items.map((service) => (
            <ServiceRow
              key={service.id}
              service={service}
              structure={structures?.find(({ id }) => id === service.structure)?.name}
              scheme={schemes?.find(({ code }) => code === service.scheme)?.label}
              today={today}
            />
          ))}
        </ul>
      )}
      <MoreButton list={list} />
    </>
  );
}
