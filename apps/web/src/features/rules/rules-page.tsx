import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useRouteContext } from '@tanstack/react-router';
import { useState } from 'react';
import { answer, client, needed, type RuleSetItem } from '../../api/index.js';
import { NoPermission, Page, PagePending, queryClient } from '../../app/index.js';
import { Icon } from '../../design/index.js';
import { dayOf, locale, shortDay, t } from '../../i18n/index.js';
import { FailedReviews } from './failed-reviews.js';
import { commandOn, ruleSetsQuery } from './queries.js';
import './rules.css';
import { TerritoryChoice, useTerritory } from './territory.js';

/** Every version of the rules: the one in force, those on trial, the drafts, and what they replaced. */
export function RulesPage() {
  const { me } = useRouteContext({ from: '/shell' });
  const { own, territory, choose } = useTerritory(me);
  if (territory === undefined) {
    return <NoPermission title={t('rules.title')}>{t('rules.forbidden')}</NoPermission>;
  }
  return (
    <Page title={t('rules.title')}>
      <p className="rules-lead">{t('rules.lead')}</p>
      <TerritoryChoice own={own} territory={territory} onChange={choose} />
      <Versions key={territory} territory={territory} />
      <FailedReviews />
    </Page>
  );
}

function Versions({ territory }: { readonly territory: string }) {
  const [today] = useState(() => dayOf(new Date()));
  const { data } = useQuery({ ...ruleSetsQuery(territory), ...needed });
  if (data === undefined) {
    return <PagePending />;
  }
  return (
    <ul className="rule-sets">
      {data.map((item) => (
        <Version key={item.version} item={item} territory={territory} today={today} />
      ))}
    </ul>
  );
}

interface VersionProps {
  readonly item: RuleSetItem;
  readonly territory: string;
  readonly today: string;
}

function Version({ item, territory, today }: VersionProps) {
  const { version, label, status, rules, backTests, activation } = item;
  const last = backTests.at(-1);
  return (
    <li className="card rule-set">
      <div className="rule-set-what">
        <h2 className="row">
          <Link to="/regles/$version" params={{ version: String(version) }} search={{}}>
            {t('rules.version', { version, label })}
          </Link>
          <StatusChip status={status} />
        </h2>
        <p className="small">
          {[
            t('rules.count', { count: rules }),
            last === undefined
              ? t('rules.noBackTest')
              : t(last.current ? 'rules.backTestOn' : 'rules.backTestOld', { date: shortDay(last.on, today, locale) }),
          ].join(' · ')}
        </p>
        {activation !== null && (
          <p className="quiet small">
            {t('rules.activation', {
              name: activation.by.name ?? t('rules.somebody'),
              date: shortDay(activation.on, today, locale),
              reason: activation.reason,
            })}
          </p>
        )}
      </div>
      <NewDraft version={version} territory={territory} />
    </li>
  );
}

export function StatusChip({ status }: Pick<RuleSetItem, 'status'>) {
  return (
    <span className={`chip rule-status rule-status-${status}`}>
      {status === 'active' && <Icon name="check" />}
      {t(`rules.status.${status}`)}
    </span>
  );
}

/** A copy to work on: a version that has served never changes. */
function NewDraft({ version, territory }: { readonly version: number; readonly territory: string }) {
  const navigate = useNavigate();
  const [key] = useState(() => crypto.randomUUID());
  const [refused, setRefused] = useState('');
  async function draft() {
    try {
      const { id } = await answer(client.POST('/rule-sets', { body: { from: version }, ...commandOn(territory, key) }));
      await queryClient.invalidateQueries({ queryKey: ['rule-sets'] });
      if (id !== undefined) await navigate({ to: '/regles/$version', params: { version: id }, search: {} });
    } catch (error) {
      setRefused(error instanceof Error ? error.message : String(error));
    }
  }
  return (
    <div className="rule-set-actions">
      <button type="button" className="button" onClick={() => void draft()}>
        <Icon name="plus" />
        {t('rules.draft')}
        <span className="visually-hidden"> {t('rules.draftOf', { version })}</span>
      </button>
      {refused !== '' && (
        <p role="alert" className="field-error">
          {refused}
        </p>
      )}
    </div>
  );
}
