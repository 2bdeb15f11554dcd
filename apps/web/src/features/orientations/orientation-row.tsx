import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Me, OrientationItem } from '../../api/index.js';
import { locale, shortDay, t } from '../../i18n/index.js';
import { AnswerForm } from './answer-form.js';
import { answersTo, type Answer, type Direction } from './answers.js';
import { OrientationSheet } from './orientation-sheet.js';

interface OrientationRowProps {
  readonly item: OrientationItem;
  readonly direction: Direction;
  readonly me: Me;
  readonly today: string;
  readonly scheme: string | undefined;
  readonly onSaved: (what: string) => void;
}

/** Who, from where to where, how long it has waited, and the answer that is the reader's to give. */
export function OrientationRow({ item, direction, me, today, scheme, onSaved }: OrientationRowProps) {
  const [answering, setAnswering] = useState<Answer>();
  const answers = answersTo(item, me, direction);
  return (
    <li className="orient">
      <div className="orient-head">
        <div className="orient-who">
          <Link className="orient-name" to="/parcours/$id" params={{ id: item.parcoursId }}>
            {item.displayName}
          </Link>
          <p className="small">{t('orients.way', { from: item.from.name, to: item.to.name })}</p>
          <p className="quiet small">
            {[
              scheme ?? [],
              t('orients.proposedOn', { date: shortDay(item.proposedOn, today, locale) }),
              item.transfersReferent ? t('orients.transfers') : [],
            ]
              .flat()
              .join(' · ')}
          </p>
        </div>
        <p className={item.waitsFor === null ? 'quiet' : 'orient-wait'}>{waitOf(item, today)}</p>
        {answers.length > 0 && answering === undefined && (
          <div className="row no-print">
            {answers.map((answer, index) => (
              <button
                key={answer}
                type="button"
                className={index === 0 ? 'button button-primary' : 'button'}
                onClick={() => setAnswering(answer)}
              >
                {t(`orients.answer.${answer}`)}
                <span className="visually-hidden"> : {item.displayName}</span>
              </button>
            ))}
          </div>
        )}
      </div>
      {answering !== undefined && (
        <AnswerForm
          item={item}
          answer={answering}
          today={today}
          onCancel={() => setAnswering(undefined)}
          onSaved={(what) => {
            setAnswering(undefined);
            onSaved(what);
          }}
        />
      )}
      <OrientationSheet id={item.orientationId} />
    </li>
  );
}

/** How long it waits, or how it ended. */
function waitOf({ waitsFor, daysWaited, startedOn, endedOn, ending }: OrientationItem, today: string): string {
  const day = (date: string) => shortDay(date, today, locale);
  if (waitsFor !== null) return t(`orients.waits.${waitsFor}`, { days: daysWaited });
  if (endedOn !== null && ending !== null) return t('orients.ended', { how: endingWord(ending), date: day(endedOn) });
  return startedOn === null ? '' : t('orients.started', { date: day(startedOn), days: daysWaited });
}

function endingWord(ending: string): string {
  const word = {
    OrientationDeclined: 'declined',
    OrientationWithdrawn: 'withdrawn',
    OrientationLapsed: 'lapsed',
  } as const;
  return t(`orients.ending.${word[ending as keyof typeof word] ?? 'closed'}`);
}
