import { Link } from '@tanstack/react-router';
import { useEffect, useSyncExternalStore } from 'react';
import { onReachable } from '../api/reachable.js';
import { queryClient } from '../app/query-client.js';
import { Icon } from '../design/index.js';
import { clock, locale, t, type MessageKey } from '../i18n/index.js';
import './outbox.css';
import { formOf, OUTREACH, type Arrived, type Unsent } from './outbox.js';
import { useOnline } from './use-online.js';
import { useOutbox } from './use-outbox.js';

/** Above every page: what is typed and not in the log yet, what has just arrived there, and a lost connection. */
export function OutboxNews() {
  const { outbox } = useOutbox();
  const online = useOnline();
  const { unsent, arrived } = useSyncExternalStore(outbox.subscribe, outbox.snapshot);
  useEffect(() => {
    const look = () => void outbox.look();
    look();
    return onReachable(look);
  }, [outbox]);
  const last = arrived.at(-1);
  useEffect(() => {
    if (last === undefined) return;
    const { parcoursId } = formOf(last.name);
    const changed = parcoursId === OUTREACH ? [['outreach']] : [['parcours', parcoursId], ['cases']];
    for (const queryKey of changed) void queryClient.invalidateQueries({ queryKey });
  }, [last]);
  const waiting = unsent.filter(({ state }) => state === 'waiting' || state === 'sending');
  const mine = unsent.filter(({ state }) => state === 'draft' || state === 'refused');
  return (
    <div className="outbox no-print">
      <p role="status" className={online && waiting.length === 0 ? 'visually-hidden' : 'outbox-line outbox-waiting'}>
        <Icon name={online ? 'clock' : 'alert'} />
        <span>{stateOf(online, waiting.length)}</span>
      </p>
      {[...waiting, ...mine].length > 0 && (
        <ul className="outbox-list" aria-label={t('outbox.unsent')}>
          {waiting.map((item) => (
            <Waiting key={item.name} item={item} />
          ))}
          {mine.map((item) => (
            <Mine key={item.name} item={item} onDiscard={() => void outbox.discard(item.name)} />
          ))}
        </ul>
      )}
      <div role="status">
        {arrived.map((item) => (
          <Here key={item.name} item={item} onDismiss={() => outbox.dismiss(item.name)} />
        ))}
      </div>
    </div>
  );
}

function stateOf(online: boolean, waiting: number): string {
  if (!online) return waiting === 0 ? t('outbox.offline') : t('outbox.offlineWaiting', { count: waiting });
  return waiting === 0 ? '' : t('outbox.waiting', { count: waiting });
}

function Waiting({ item }: { readonly item: Unsent }) {
  const { parcoursId } = formOf(item.name);
  return (
    <li className="outbox-line outbox-waiting">
      <span>{item.sentence}</span>
      {parcoursId === OUTREACH ? (
        <Link to="/aller-vers">{t('outbox.seeOutreach')}</Link>
      ) : (
        <Link to="/parcours/$id" params={{ id: parcoursId }}>
          {t('outbox.see')}
        </Link>
      )}
    </li>
  );
}

/** Back to the form of a draft. */
function Resume({ item }: { readonly item: Unsent }) {
  const { parcoursId, kind, on } = formOf(item.name);
  const label = `${t('outbox.resume')} : ${item.sentence}`;
  if (parcoursId === OUTREACH) {
    return (
      <Link to="/aller-vers" search={on === undefined ? {} : { saisie: on }} aria-label={label}>
        {t('outbox.resume')}
      </Link>
    );
  }
  const search = { etape: kind, ...(on !== undefined && { sur: on }) };
  return (
    <Link to="/parcours/$id" params={{ id: parcoursId }} search={search} aria-label={label}>
      {t('outbox.resume')}
    </Link>
  );
}

/** What waits for a hand: a draft, or what the server would not have. */
function Mine({ item, onDiscard }: { readonly item: Unsent; readonly onDiscard: () => void }) {
  const refused = item.state === 'refused';
  return (
    <li className={`outbox-line ${refused ? 'outbox-refused' : 'outbox-draft'}`}>
      <Icon name={refused ? 'alert' : 'pencil'} />
      <span>
        <strong>{t(refused ? 'outbox.refused' : 'outbox.draft')}</strong> {item.sentence}{' '}
        {item.message !== undefined && <span className="outbox-why">{item.message}</span>}
      </span>
      <Resume item={item} />
      <button
        type="button"
        className="link-button"
        aria-label={`${t('outbox.discard')} : ${item.sentence}`}
        onClick={onDiscard}
      >
        {t('outbox.discard')}
      </button>
    </li>
  );
}

function Here({ item, onDismiss }: { readonly item: Arrived; readonly onDismiss: () => void }) {
  const word: MessageKey = item.state === 'saved' ? 'save.savedAt' : 'outbox.taken';
  return (
    <p className="outbox-line outbox-arrived">
      <Icon name="check" />
      <span>
        <strong>{t(word, { time: clock(item.at, locale) })}</strong> {item.sentence}
      </span>
      <button
        type="button"
        className="link-button"
        aria-label={`${t('outbox.dismiss')} : ${item.sentence}`}
        onClick={onDismiss}
      >
        {t('outbox.dismiss')}
      </button>
    </p>
  );
}
