import type { Entry, Gap } from '../../../api/index.js';
import { Icon } from '../../../design/index.js';
import { locale, longDay, shortDay, t } from '../../../i18n/index.js';
import { wordsOf, type Glossary } from '../words/entry-words.js';
import { lineId, timelineOf } from './timeline.js';
import './timeline.css';

interface TimelineListProps {
  readonly entries: readonly Entry[];
  readonly gaps: readonly Gap[];
  readonly showVoided: boolean;
  readonly glossary: Glossary;
  readonly mayMend: (entry: Entry) => boolean;
  readonly onVoid: (eventId: string) => void;
  /** Absent for an entry that cannot be said anew here. */
  readonly onCorrect: (entry: Entry) => (() => void) | undefined;
}

/** The whole parcours in words: the same content as the frise, for every screen and reader. */
export function TimelineList({ entries, gaps, showVoided, glossary, mayMend, onVoid, onCorrect }: TimelineListProps) {
  const lines = timelineOf(entries, gaps, { showVoided });
  if (lines.length === 0) return <p className="timeline-empty">{t('parcours.empty')}</p>;
  return (
    <ol className="timeline">
      {lines.map((line) =>
        line.kind === 'step' ? (
          <Step
            key={line.key}
            entry={line.entry}
            glossary={glossary}
            {...(!line.entry.voided && mayMend(line.entry) && { onVoid, onCorrect: onCorrect(line.entry) })}
          />
        ) : (
          <Hole key={line.key} gap={line.gap} today={glossary.today} />
        ),
      )}
    </ol>
  );
}

interface StepProps {
  readonly entry: Entry;
  readonly glossary: Glossary;
  /** Absent where it is not the reader's to void. */
  readonly onVoid?: TimelineListProps['onVoid'] | undefined;
  readonly onCorrect?: (() => void) | undefined;
}

function Step({ entry, glossary, onVoid, onCorrect }: StepProps) {
  const { hue, icon, title, detail } = wordsOf(entry, glossary);
  const late = entry.recordedOn > entry.occurredOn;
  const day = shortDay(entry.occurredOn, glossary.today, locale);
  return (
    <li className={`timeline-line kind-${hue}`} id={lineId(entry.eventId)} tabIndex={-1}>
      <time className="timeline-day" dateTime={entry.occurredOn}>
        {day}
        {entry.time && <span className="timeline-time">{entry.time}</span>}
      </time>
      <span className="timeline-disc tinted">
        <Icon name={icon} />
      </span>
      <div className="timeline-what">
        {entry.voided ? (
          <p>
            <del className="timeline-title">{title}</del> <span className="quiet small">{t('parcours.voided')}</span>
          </p>
        ) : (
          <p className="timeline-title">{title}</p>
        )}
        {detail.length > 0 && <p className="quiet small">{detail.join(' · ')}</p>}
      </div>
      <div className="timeline-aside">
        <span className="timeline-who">
          {[
            entry.actor?.name ?? [],
            entry.structure?.name ?? [],
            late ? t('parcours.recordedLate', { date: shortDay(entry.recordedOn, glossary.today, locale) }) : [],
          ]
            .flat()
            .join(' · ')}
        </span>
        {onVoid !== undefined && (
          <span className="timeline-mend">
            {onCorrect !== undefined && (
              <button
                type="button"
                className="link-button small"
                aria-label={t('parcours.correctEntryOf', { step: `${title}, ${day}` })}
                onClick={onCorrect}
              >
                {t('parcours.correctEntry')}
              </button>
            )}
            <button
              type="button"
              className="link-button small"
              aria-label={t('parcours.voidEntryOf', { step: `${title}, ${day}` })}
              onClick={() => onVoid(entry.eventId)}
            >
              {t('parcours.voidEntry')}
            </button>
          </span>
        )}
      </div>
    </li>
  );
}

function Hole({ gap, today }: { readonly gap: Gap; readonly today: string }) {
  const short = (day: string) => shortDay(day, today, locale);
  const from = longDay(gap.from, locale);
  return (
    <li className="timeline-line timeline-gap kind-brick" id={lineId(`gap-${gap.from}`)} tabIndex={-1}>
      <span className="timeline-day">
        {gap.to === null ? t('parcours.gapFrom', { from: short(gap.from) }) : `${short(gap.from)} – ${short(gap.to)}`}
      </span>
      <span className="timeline-disc tinted">
        <Icon name="alert" />
      </span>
      <div className="timeline-what">
        <p className="timeline-title">
          {t(gap.to === null ? 'parcours.gapOpen' : 'parcours.gapDays', { days: gap.days })}
        </p>
        <p className="quiet small">
          {gap.to === null
            ? t('parcours.gapSince', { from })
            : t('parcours.gapBetween', { from, to: longDay(gap.to, locale) })}
        </p>
      </div>
    </li>
  );
}
