import type { Entry, Gap } from '../../../api/index.js';
import { isMessage, locale, longDay, t } from '../../../i18n/index.js';
import { timelineOf } from './timeline.js';

interface TimelineListProps {
  readonly entries: readonly Entry[];
  readonly gaps: readonly Gap[];
  readonly showVoided: boolean;
}

/** The whole parcours in words: the same content as the frise, for every screen and reader. */
export function TimelineList({ entries, gaps, showVoided }: TimelineListProps) {
  const lines = timelineOf(entries, gaps, { showVoided });
  if (lines.length === 0) return <p>{t('parcours.empty')}</p>;
  return (
    <ol className="stack">
      {lines.map((line) => (
        <li key={line.key}>{line.kind === 'step' ? <Step entry={line.entry} /> : <Hole gap={line.gap} />}</li>
      ))}
    </ol>
  );
}

function Step({ entry }: { readonly entry: Entry }) {
  const key = `entry.${entry.type}`;
  const late = entry.recordedOn !== entry.occurredOn;
  return (
    <>
      <time dateTime={entry.occurredOn}>{longDay(entry.occurredOn, locale)}</time>{' '}
      <strong>{isMessage(key) ? t(key) : entry.type}</strong>
      {entry.voided && ` (${t('parcours.voided')})`}
      <span className="quiet">
        {entry.structure !== null && ` · ${entry.structure.name}`}
        {late && ` · ${t('parcours.recordedLate', { date: longDay(entry.recordedOn, locale) })}`}
      </span>
    </>
  );
}

function Hole({ gap }: { readonly gap: Gap }) {
  const from = longDay(gap.from, locale);
  return (
    <>
      <strong>{t(gap.to === null ? 'parcours.gapOpen' : 'parcours.gapDays', { days: gap.days })}</strong>{' '}
      <span className="quiet">
        {gap.to === null
          ? t('parcours.gapSince', { from })
          : t('parcours.gapBetween', { from, to: longDay(gap.to, locale) })}
      </span>
    </>
  );
}
