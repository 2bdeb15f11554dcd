import { Link } from '@tanstack/react-router';
import { useEffect, useId, useRef, useState } from 'react';
import { answer, client, withKey, type Alert } from '../../api/index.js';
import { queryClient } from '../../app/index.js';
import { Icon } from '../../design/index.js';
import { locale, shortDay, t } from '../../i18n/index.js';
import { edgeOf, LevelChip } from '../risk/level.js';
import { saidOnce } from '../risk/reading.js';
import { AlertActions } from './alert-actions.js';
import { AlertWhy } from './alert-why.js';
import type { Closed } from './inbox.js';

interface AlertRowProps {
  readonly alert: Alert;
  readonly today: string;
  readonly open: boolean;
  readonly onClosed: (closed: Closed) => void;
}

/** An alert in two lines: who, since when, and the first reason; opened, all of why and what to do with it. */
export function AlertRow({ alert, today, open: opened, onClosed }: AlertRowProps) {
  const [open, setOpen] = useState(opened);
  const detail = useId();
  useSeen(alert, open);
  const [first, ...others] = saidOnce(alert.causes);
  const unread = alert.seenOn === null && alert.ended === null;
  return (
    <li className={`card alert ${edgeOf(alert.level)} ${unread ? 'alert-unread' : ''}`}>
      <div className="alert-head">
        <div className="alert-who">
          <p className="row">
            <AlertName alert={alert} />
            <LevelChip level={alert.level} />
            {unread && <span className="chip alert-new">{t('alerts.new')}</span>}
          </p>
          <p className="alert-first">
            {first?.why}
            {others.length > 0 && <span className="quiet"> {t('alerts.others', { count: others.length })}</span>}
          </p>
          <p className="quiet small">{factsOf(alert, today).join(' · ')}</p>
        </div>
        <button
          type="button"
          className="button alert-toggle"
          aria-expanded={open}
          aria-controls={detail}
          onClick={() => setOpen(!open)}
        >
          {t(open ? 'alerts.fold' : 'alerts.read')}
          <span className="visually-hidden"> : {alert.displayName}</span>
          <Icon name="down" />
        </button>
      </div>
      <div id={detail} hidden={!open}>
        {open && (
          <div className="alert-detail">
            <AlertWhy alert={alert} today={today} />
            {alert.ended === null && <AlertActions alert={alert} today={today} onClosed={onClosed} />}
          </div>
        )}
      </div>
    </li>
  );
}

/** What goes with it, in words: since when, who answers, what was done. */
function factsOf(alert: Alert, today: string): readonly string[] {
  const day = (on: string) => shortDay(on, today, locale);
  const { raisedOn, referent, deputy, structure, inCharge, snoozedUntil, escalatedOn, ended, backlog } = alert;
  const names = [referent?.name ?? t('alerts.noReferent'), structure?.name ?? []].flat().join(', ');
  return [
    t('alerts.since', { date: day(raisedOn) }),
    names,
    deputy === null ? [] : t('alerts.deputy', { name: deputy.name }),
    inCharge === null ? [] : t('alerts.inCharge', { name: inCharge.by.name, date: day(inCharge.on) }),
    snoozedUntil === null || snoozedUntil <= today ? [] : t('alerts.snoozedUntil', { date: day(snoozedUntil) }),
    escalatedOn === null || ended !== null ? [] : t('alerts.escalated', { date: day(escalatedOn) }),
    alert.suspended ? t('alerts.suspended') : [],
    backlog ? t('alerts.backlog') : [],
    ended === null ? [] : endOf(ended, day),
  ].flat();
}

function endOf({ on, by, outcome, kind }: NonNullable<Alert['ended']>, day: (on: string) => string): string {
  if (outcome !== null) {
    return t('alerts.closedBy', { outcome: t(`outcome.${outcome}`), name: by?.name ?? '', date: day(on) });
  }
  return t('alerts.resolved', { kind: t(`resolved.${kind ?? 'other'}`), date: day(on) });
}

/** Whoever opens it has seen it; told once, and a failure is no reason to bother anybody. */
function useSeen({ id, n, seenOn, ended }: Alert, open: boolean): void {
  const told = useRef(false);
  const unread = seenOn === null && ended === null;
  useEffect(() => {
    if (!open || !unread || told.current) return;
    told.current = true;
    answer(client.POST('/alerts/{id}/seen', { params: { path: { id } }, body: { n }, ...withKey(crypto.randomUUID()) }))
      .then(() => queryClient.invalidateQueries({ queryKey: ['alerts'] }))
      .catch(() => {
        told.current = false;
      });
  }, [open, unread, id, n]);
}

/** To the parcours; to the orientation where that is all that the reader may see. */
function AlertName({ alert }: Pick<AlertRowProps, 'alert'>) {
  if (alert.received) {
    return (
      <Link to="/orientations" search={{}} className="alert-name">
        {alert.displayName}
      </Link>
    );
  }
  return (
    <Link to="/parcours/$id" params={{ id: alert.parcoursId }} search={{}} className="alert-name">
      {alert.displayName}
    </Link>
  );
}
