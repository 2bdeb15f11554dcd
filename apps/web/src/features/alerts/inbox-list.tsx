import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { alertCountsQuery, needed, type Alert, type AlertCounts } from '../../api/index.js';
import { Icon, MoreButton, Pills, Segments } from '../../design/index.js';
import { dayOf, t } from '../../i18n/index.js';
import { AlertRow } from './alert-row.js';
import { byLevel, STATES, type AlertState, type Closed } from './inbox.js';
import { alertQuery, alertsQuery } from './queries.js';

const COUNTED: Readonly<Record<AlertState, keyof AlertCounts | undefined>> = {
  active: 'active',
  'in-charge': 'in-charge',
  snoozed: 'snoozed',
  ended: undefined,
};

/** The alerts of one's structures by level, with the ways of looking at them. */
export function Inbox() {
  const { etat: state = 'active', qui, alerte } = useSearch({ from: '/shell/alertes' });
  const whose = qui === 'miennes' ? 'mine' : 'all';
  const navigate = useNavigate({ from: '/alertes' });
  const counts = useQuery(alertCountsQuery).data;
  const [closed, setClosed] = useState<Closed>();
  const show = (next: AlertState, who: 'mine' | 'all') =>
    void navigate({ search: { ...(next !== 'active' && { etat: next }), ...(who === 'mine' && { qui: 'miennes' }) } });
  return (
    <>
      <div className="row">
        <Segments
          label={t('file.whose')}
          value={whose}
          onChange={(who) => show(state, who)}
          options={[
            { value: 'mine', label: t('file.mine') },
            { value: 'all', label: t('file.everyone') },
          ]}
        />
        <p className="quiet" role="status">
          {counts !== undefined && t('alerts.summary', { active: counts.active, unseen: counts.unseen })}
        </p>
      </div>
      <Pills
        label={t('file.tabs')}
        value={state}
        onChange={(next) => show(next, whose)}
        options={STATES.map((each) => {
          const counted = COUNTED[each];
          // What is one's own is counted as a whole only.
          const held = whose === 'mine' ? (each === 'active' ? counts?.mine : undefined) : counted && counts?.[counted];
          return {
            value: each,
            label: t(`alerts.state.${each}`),
            ...(held !== undefined && { count: held, hot: each === 'active' && held > 0 }),
          };
        })}
      />
      {closed !== undefined && <ClosedNotice key={closed.sentence} closed={closed} />}
      {alerte === undefined ? (
        <Alerts state={state} whose={whose} onClosed={setClosed} />
      ) : (
        <OneAlert id={alerte} onClosed={setClosed} onAll={() => show(state, whose)} />
      )}
    </>
  );
}

interface ListProps {
  readonly onClosed: (closed: Closed) => void;
}

function Alerts({
  state,
  whose,
  onClosed,
}: ListProps & { readonly state: AlertState; readonly whose: 'mine' | 'all' }) {
  const [today] = useState(() => dayOf(new Date()));
  const found = useInfiniteQuery({
    ...alertsQuery({ state, whose }),
    placeholderData: keepPreviousData,
    ...needed,
  });
  const items = found.data?.pages.flatMap((page) => page.items);
  if (items === undefined) return <Skeleton />;
  if (items.length === 0) {
    return (
      <div className="card stack alerts-empty">
        <p>{t(`alerts.none.${state}`)}</p>
      </div>
    );
  }
  return (
    <>
      {byLevel(items).map(({ level, alerts }) => (
        <section key={level} aria-labelledby={`alerts-${level}`} className="stack alerts-level">
          <h2 id={`alerts-${level}`}>{t(level === 'none' ? 'alerts.quietLevel' : `level.${level}`)}</h2>
          <Rows alerts={alerts} today={today} onClosed={onClosed} />
        </section>
      ))}
      <MoreButton list={found} />
    </>
  );
}

function Rows({
  alerts,
  today,
  onClosed,
  open = false,
}: ListProps & { readonly alerts: readonly Alert[]; readonly today: string; readonly open?: boolean }) {
  return (
    <ul className="alerts">
      {alerts.map((alert) => (
        <AlertRow key={`${alert.id} ${String(alert.n)}`} alert={alert} today={today} open={open} onClosed={onClosed} />
      ))}
    </ul>
  );
}

/** The alert that a link leads to, opened. */
function OneAlert({ id, onClosed, onAll }: ListProps & { readonly id: string; readonly onAll: () => void }) {
  const [today] = useState(() => dayOf(new Date()));
  const { data } = useQuery({ ...alertQuery(id), ...needed });
  return (
    <>
      <p>
        <button type="button" className="link-button" onClick={onAll}>
          {t('alerts.all')}
        </button>
      </p>
      {data === undefined ? <Skeleton /> : <Rows alerts={[data]} today={today} open onClosed={onClosed} />}
    </>
  );
}

/** Takes the focus: the row that held it is gone. */
function ClosedNotice({ closed }: { readonly closed: Closed }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div className="alerts-closed row" role="status" tabIndex={-1} ref={box}>
      <Icon name="check" />
      <span>{closed.sentence}</span>
      {closed.exitOf !== undefined && (
        <Link
          to="/parcours/$id"
          params={{ id: closed.exitOf.parcoursId }}
          search={{ etape: 'exit', sur: closed.exitOf.reason }}
          className="button"
        >
          <Icon name="exit" />
          {t('alerts.recordExit')}
        </Link>
      )}
    </div>
  );
}

function Skeleton() {
  return (
    <div className="card alerts-empty" role="status">
      <p className="quiet">{t('app.loading')}</p>
    </div>
  );
}
