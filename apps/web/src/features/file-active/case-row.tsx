import { Link, useNavigate } from '@tanstack/react-router';
import type { CaseItem, Phase } from '../../api/index.js';
import { Chip, type Hue, type IconName } from '../../design/index.js';
import { daysBetween, locale, shortDay, t, type MessageKey } from '../../i18n/index.js';
import { edgeOf, LevelChip } from '../risk/level.js';
import { Ruban } from './ruban/ruban.js';

const PHASES: Readonly<Record<Phase, { hue: Hue; icon: IconName }>> = {
  support: { hue: 'support', icon: 'hand' },
  outreach: { hue: 'support', icon: 'users' },
  'in-training': { hue: 'training', icon: 'school' },
  'waiting-start': { hue: 'action', icon: 'calendar' },
  'in-job': { hue: 'job', icon: 'job' },
  pause: { hue: 'pause', icon: 'clock' },
};

interface RowProps {
  readonly item: CaseItem;
  /** In the whole list, from 1; the row of titles comes before it. */
  readonly place: number;
  readonly today: string;
  readonly risks: boolean;
}

/** Somebody in two lines: where they stand, their year, what is next. */
export function CaseRow({ item, place, today, risks }: RowProps) {
  const navigate = useNavigate();
  const unled = item.status === 'open' && item.referent === null;
  const level = item.risk === null || item.risk.level === 'none' ? undefined : item.risk.level;
  return (
    // The link in the first cell is the way in by keyboard; the row only makes the target of the pointer larger.
    <tr
      className={unled && level === undefined ? 'file-unled' : level && `file-level ${edgeOf(level)}`}
      data-parcours={item.parcoursId}
      aria-rowindex={place + 1}
      onClick={() => void navigate({ to: '/parcours/$id', params: { id: item.parcoursId } })}
    >
      <th scope="row">
        <Link
          className="file-name"
          to="/parcours/$id"
          params={{ id: item.parcoursId }}
          onClick={(event) => event.stopPropagation()}
        >
          {item.displayName}
        </Link>
        <br />
        <span className={unled ? 'file-alone small' : 'quiet small'}>
          {unled ? t('file.noReferentNow') : (item.referent?.name ?? item.structure.name)}
        </span>
      </th>
      <td className="file-step">
        <StepCell item={item} today={today} />
      </td>
      <td className="file-ruban">
        <Ruban ribbon={item.ribbon} today={today} />
      </td>
      <td className="file-contact">
        {item.lastContactOn ? t('file.daysAgo', { count: daysBetween(item.lastContactOn, today) }) : t('file.neverMet')}
      </td>
      <td className="file-next">
        <NextCell item={item} today={today} />
      </td>
      {risks && (
        <td className="file-signal">
          <SignalCell item={item} today={today} />
        </td>
      )}
    </tr>
  );
}

function StepCell({ item, today }: Pick<RowProps, 'item' | 'today'>) {
  const day = (date: string) => shortDay(date, today, locale);
  const { status, exitedOn, openedOn, pendingSince } = item;
  if (status === 'exited') {
    return (
      <>
        <Chip hue="pause" icon="exit">
          {t('kind.exit')}
        </Chip>
        <br />
        <span className="quiet small">{exitedOn ? t('file.exitedOn', { date: day(exitedOn) }) : ''}</span>
      </>
    );
  }
  const phase = item.phase ?? 'support';
  const waits = pendingSince !== null;
  return (
    <>
      {waits && phase === 'support' ? (
        <Chip hue="orientation" icon="swap">
          {t('file.orientation')}
        </Chip>
      ) : (
        <Chip {...PHASES[phase]}>{t(`phase.${phase}`)}</Chip>
      )}
      <br />
      <span className="quiet small">
        {waits
          ? t(phase === 'support' ? 'file.waits' : 'file.orientationWaits', { days: daysBetween(pendingSince, today) })
          : t('file.since', { date: day(openedOn) })}
      </span>
    </>
  );
}

/** The level in a word, since when, and whether somebody has it in hand. */
function SignalCell({ item: { risk }, today }: Pick<RowProps, 'item' | 'today'>) {
  if (risk === null || risk.level === 'none') return null;
  const since = risk.since === null ? [] : t('file.signalSince', { date: shortDay(risk.since, today, locale) });
  return (
    <>
      <LevelChip level={risk.level} />
      <br />
      <span className="quiet small">
        {[since, risk.alert?.inCharge === true ? t('file.inCharge') : []].flat().join(' · ')}
      </span>
    </>
  );
}

/** What is to do for the person, late first said as such. */
function NextCell({ item, today }: Pick<RowProps, 'item' | 'today'>) {
  const { dueOn, sixMonthDueOn, entrySituationMissing, toReconcile } = item;
  if (item.status === 'exited') {
    return sixMonthDueOn === null ? null : <DueOn what="file.sixMonthsDue" day={sixMonthDueOn} today={today} />;
  }
  if (toReconcile) return <span className="file-alone small">{t('file.toReconcile')}</span>;
  if (dueOn !== null) return <DueOn what="file.action" day={dueOn} today={today} />;
  return entrySituationMissing ? <span className="small">{t('file.entryMissingNow')}</span> : null;
}

function DueOn({ what, day, today }: { readonly what: MessageKey; readonly day: string; readonly today: string }) {
  const late = daysBetween(day, today);
  return (
    <>
      <span className="file-what">{t(what)}</span>
      <br />
      <span className={late > 0 ? 'file-late small' : 'quiet small'}>
        {late > 0 ? t('file.lateBy', { days: late }) : shortDay(day, today, locale)}
      </span>
    </>
  );
}
