import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useRouteContext, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { needed } from '../../api/index.js';
import { NoPermission, NotFound, Page, PagePending } from '../../app/index.js';
import { Segments } from '../../design/index.js';
import { dayOf, t } from '../../i18n/index.js';
import { BackTests } from './back-test/back-tests.js';
import { Comparison } from './comparison.js';
import { RuleSetForm } from './edit/rule-set-form.js';
import { ruleSetQuery } from './queries.js';
import type { RuleSetFile } from './rule-set.js';
import { StatusChip } from './rules-page.js';
import './rules.css';
import { Service } from './service.js';
import { useTerritory } from './territory.js';
import { RULE_SET_VIEWS, type RuleSetView } from './views.js';

/** One version of the rules: what they say, what they would have done, how they differ, and their life. */
export function RuleSetPage() {
  const { me } = useRouteContext({ from: '/shell' });
  const { version } = useParams({ from: '/shell/regles/$version' });
  const { territory } = useTerritory(me);
  if (territory === undefined) {
    return <NoPermission title={t('rules.title')}>{t('rules.forbidden')}</NoPermission>;
  }
  if (!/^[1-9]\d{0,5}$/.test(version)) return <NotFound />;
  return <RuleSet key={version} version={Number(version)} territory={territory} />;
}

function RuleSet({ version, territory }: { readonly version: number; readonly territory: string }) {
  const { vue: view = 'regles' } = useSearch({ from: '/shell/regles/$version' });
  const navigate = useNavigate({ from: '/regles/$version' });
  const [today] = useState(() => dayOf(new Date()));
  const { data } = useQuery({ ...ruleSetQuery(territory, version), ...needed });
  if (data === undefined) {
    return (
      <Page title={t('rules.title')}>
        <PagePending />
      </Page>
    );
  }
  const show = (next: RuleSetView) => void navigate({ search: next === 'regles' ? {} : { vue: next } });
  const parts = { territory, version, document: data, today };
  return (
    <Page
      title={t('rules.version', { version, label: data.label })}
      mark={<StatusChip status={data.status} />}
      under={
        <p>
          <Link to="/regles">{t('rules.all')}</Link>
        </p>
      }
    >
      <Segments
        label={t('rules.views')}
        value={view}
        onChange={show}
        options={RULE_SET_VIEWS.map((value) => ({ value, label: t(`rules.view.${value}`) }))}
      />
      {view === 'regles' && <RuleSetForm key={data.hash} {...parts} ruleSet={data.ruleSet as unknown as RuleSetFile} />}
      {view === 'passe' && <BackTests {...parts} />}
      {view === 'comparer' && <Comparison {...parts} />}
      {view === 'service' && <Service {...parts} />}
    </Page>
  );
}
