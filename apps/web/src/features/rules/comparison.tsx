import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { needed, type RuleSetComparison } from '../../api/index.js';
import { PagePending } from '../../app/index.js';
import { SelectField } from '../../design/index.js';
import { count, isMessage, locale, t } from '../../i18n/index.js';
import type { VersionParts } from './parts.js';
import { comparisonQuery, ruleSetsQuery } from './queries.js';

/** How a version differs from another, the one in force unless told otherwise, and whose cases that would change. */
export function Comparison({ territory, version }: VersionParts) {
  const { data: sets } = useQuery({ ...ruleSetsQuery(territory), ...needed });
  const others = sets?.filter((each) => each.version !== version) ?? [];
  const [chosen, setChosen] = useState('');
  const usual = others.find(({ status }) => status === 'active') ?? others[0];
  const other = others.find((each) => String(each.version) === chosen)?.version ?? usual?.version;
  if (sets === undefined) {
    return <PagePending />;
  }
  return (
    <section className="card stack" aria-labelledby="comparison">
      <h2 id="comparison">{t('compare.title')}</h2>
      {other === undefined ? (
        <p>{t('compare.alone')}</p>
      ) : (
        <>
          <div className="bt-choose">
            <SelectField
              name="other"
              label={t('compare.with')}
              value={String(other)}
              options={others.map((each) => ({
                value: String(each.version),
                label: t('rules.version', { version: each.version, label: each.label }),
              }))}
              onChange={setChosen}
            />
          </div>
          <Differences key={other} territory={territory} version={version} other={other} />
        </>
      )}
    </section>
  );
}

interface DifferencesProps {
  readonly territory: string;
  readonly version: number;
  readonly other: number;
}

function Differences({ territory, version, other }: DifferencesProps) {
  // From the other to this one, as one reads a change.
  const { data } = useQuery({ ...comparisonQuery(territory, other, version), ...needed });
  if (data === undefined) {
    return <PagePending />;
  }
  const { changes, cases } = data;
  const [before, after] = data.versions;
  return (
    <>
      {cases !== null && (
        <p className="bt-compared">
          {t('compare.cases', { both: cases.both, active: cases.onlyActive, trial: cases.onlyTrial })}
        </p>
      )}
      {changes.length === 0 ? (
        <p role="status">{t('compare.same')}</p>
      ) : (
        <table className="plain-table">
          <caption>{t('compare.changes', { count: changes.length })}</caption>
          <thead>
            <tr>
              <th scope="col">{t('compare.column.what')}</th>
              <th scope="col">{t('compare.column.version', { version: before ?? other })}</th>
              <th scope="col">{t('compare.column.version', { version: after ?? version })}</th>
            </tr>
          </thead>
          <tbody>
            {changes.map((change) => (
              <tr key={change.field}>
                <th scope="row">
                  {change.label} <span className="quiet small">{partOf(change)}</span>
                </th>
                <td>{wordOf(change.before)}</td>
                <td>{wordOf(change.after)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

type Change = RuleSetComparison['changes'][number];

/** Which part of a rule or of a cell it is: the last of its path that this version has words for. */
function partOf({ field }: Change): string {
  const [, part = '', name = '', ...below] = field.split('/');
  if (part === 'levels') return wordFor(`rules.level.${name}`);
  if (part !== 'rules' && part !== 'suppression') return wordFor(`rules.setting.${field}`);
  const path = below[0] === 'params' ? below.slice(1).join('/') : (below.at(-1) ?? '');
  return wordFor(`param.${path}`, `rules.${path}`, `rules.column.${below[0] ?? ''}`);
}

/** The first of these keys that has a text. */
function wordFor(...keys: readonly string[]): string {
  const found = keys.find((key) => isMessage(key));
  return found !== undefined && isMessage(found) ? t(found) : '';
}

function wordOf(value: unknown): string {
  if (value === null || value === undefined) return t('rules.none');
  if (typeof value === 'number') return count(value, locale);
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
  const key = `rules.effect.${String(value)}`;
  return isMessage(key) ? t(key) : typeof value === 'string' ? value : JSON.stringify(value);
}
