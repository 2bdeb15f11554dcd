import { useId } from 'react';
import type { CaseItem } from '../../api/index.js';
import { fieldId, FieldError } from '../../design/index.js';
import { daysBetween, locale, shortDay, t } from '../../i18n/index.js';

interface CaseChoiceProps {
  readonly cases: readonly CaseItem[];
  readonly kept: ReadonlySet<string>;
  readonly error: string | undefined;
  readonly today: string;
  /** Called with the cases that are not handed over. */
  readonly onChange: (kept: ReadonlySet<string>) => void;
}

/** Which cases pass: all of them, unless some are kept. */
export function CaseChoice({ cases, kept, error, today, onChange }: CaseChoiceProps) {
  const errorId = useId();
  const chosen = cases.length - kept.size;
  function set(id: string, passes: boolean) {
    const next = new Set(kept);
    if (passes) next.delete(id);
    else next.add(id);
    onChange(next);
  }
  return (
    <fieldset
      className="card handover-cases"
      id={fieldId('cases')}
      tabIndex={-1}
      aria-describedby={error === undefined ? undefined : errorId}
    >
      <legend>{t('handover.cases', { count: cases.length })}</legend>
      <div className="stack">
        <FieldError id={errorId} text={error} />
        <div className="row">
          <span className="quiet" role="status">
            {t('handover.chosen', { chosen, count: cases.length })}
          </span>
          <button
            type="button"
            className="link-button"
            onClick={() => onChange(new Set(chosen === cases.length ? cases.map(({ parcoursId }) => parcoursId) : []))}
          >
            {t(chosen === cases.length ? 'handover.none' : 'handover.all')}
          </button>
        </div>
        <ul className="handover-list">
          {cases.map((item) => (
            <li key={item.parcoursId}>
              <label className="handover-case">
                <input
                  type="checkbox"
                  checked={!kept.has(item.parcoursId)}
                  onChange={({ target }) => set(item.parcoursId, target.checked)}
                />
                <b>{item.displayName}</b>
                <span className="quiet small">{underOf(item, today)}</span>
              </label>
            </li>
          ))}
        </ul>
      </div>
    </fieldset>
  );
}

/** What tells one person from another: since when, and how fresh the last contact is. */
function underOf({ openedOn, lastContactOn }: CaseItem, today: string): string {
  const since = t('file.since', { date: shortDay(openedOn, today, locale) });
  const contact =
    lastContactOn === null ? t('file.neverMet') : t('file.daysAgo', { count: daysBetween(lastContactOn, today) });
  return `${since} · ${t('file.lastContact').toLocaleLowerCase(locale)} ${contact}`;
}
