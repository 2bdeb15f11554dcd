import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useNavigate, useRouteContext, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { acting, alertCountsQuery, answer, client, firstRunQuery, structuresQuery, type Me } from '../api/index.js';
import { Icon } from '../design/index.js';
import { wipeDrafts } from '../drafts/index.js';
import { count, isMessage, locale, t } from '../i18n/index.js';
import { OutboxNews, useOutbox } from '../outbox/index.js';
import { ActingChoice } from './acting-for.js';
import { hasRole } from './guard.js';
import { KeysHelp } from './keys-help.js';
import { LanguageToggle } from './language-toggle.js';
import { LiveNews } from './live/live-news.js';
import { Logo } from './logo.js';
import { entriesFor } from './navigation.js';
import { queryClient } from './query-client.js';
import { QuickSearchKey } from './quick-search-key.js';
import './shell.css';
import { ThemeToggle } from './theme-toggle.js';
import { useWarmPages } from './warm.js';

/** Who logs steps. */
const CASE_WORK = ['operator', 'structure-manager'];
/** Whom the server tells of changes. */
const CASE_READERS = ['operator', 'structure-manager', 'coordinator'];

/** What surrounds the pages of someone signed in: navigation after the role, and the page. */
export function Shell() {
  const { me } = useRouteContext({ from: '/shell' });
  useWarmPages(hasRole(me, ...CASE_WORK));
  const opening = useQuery({ ...firstRunQuery, enabled: hasRole(me, 'admin') }).data?.needed === true;
  return (
    <>
      <a className="skip visually-hidden" href="#contenu">
        {t('app.skip')}
      </a>
      <QuickSearchKey me={me} />
      {hasRole(me, ...CASE_READERS) && <LiveNews />}
      <div className="app">
        <header className="nav">
          <div className="brand">
            <Logo />
            Jalons
          </div>
          <nav aria-label={t('app.nav')}>
            <ul>
              {entriesFor(me, opening).map((entry) => (
                <li key={entry.to}>
                  <Link
                    to={entry.to}
                    activeOptions={{ exact: true, includeSearch: false }}
                    activeProps={{ 'aria-current': 'page' }}
                  >
                    <Icon name={entry.icon} />
                    {t(entry.label)}
                    {entry.to === '/alertes' && hasRole(me, ...CASE_WORK) && <UnseenAlerts />}
                  </Link>
                </li>
              ))}
            </ul>
          </nav>
          <Who me={me} />
        </header>
        <FocusedMain unsent={hasRole(me, ...CASE_WORK)} />
      </div>
    </>
  );
}

/** How many nobody has opened, live; nothing where there are none. */
function UnseenAlerts() {
  const unseen = useQuery(alertCountsQuery).data?.unseen ?? 0;
  if (unseen === 0) return null;
  return (
    <span className="nav-count">
      {count(unseen, locale)}
      <span className="visually-hidden"> {t('nav.unseen', { count: unseen })}</span>
    </span>
  );
}

/** After a change of page the keyboard and the screen reader start at its content, as after a full load. */
function FocusedMain({ unsent }: { readonly unsent: boolean }) {
  const main = useRef<HTMLElement>(null);
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const first = useRef(true);
  useEffect(() => {
    if (path === undefined) return;
    if (!first.current) main.current?.focus({ preventScroll: true });
    first.current = false;
  }, [path]);
  return (
    <main className="main" id="contenu" tabIndex={-1} ref={main}>
      {unsent && <OutboxNews />}
      <Outlet />
    </main>
  );
}

function Who({ me }: { readonly me: Me }) {
  const navigate = useNavigate();
  const { outbox } = useOutbox();
  const [unsaved, setUnsaved] = useState(0);
  async function signOut() {
    const left = outbox.snapshot().unsent.length;
    // Asked for twice: what is typed here is erased with the session.
    if (left > unsaved) return setUnsaved(left);
    // Before anything that may fail: whoever asks to leave wants nothing kept here.
    await wipeDrafts().catch(() => undefined);
    await answer(client.POST('/auth/sign-out'));
    queryClient.clear();
    acting.forget();
    await navigate({ to: '/connexion' });
  }
  const role = `role.${me.roles[0] ?? ''}`;
  const structures = useQuery(structuresQuery).data;
  const [own, ...others] = me.structures;
  // Of several, the one in question is chosen beside.
  const place = others.length === 0 ? structures?.find(({ id }) => id === own)?.name : undefined;
  return (
    <div className="who">
      <span className="who-name">
        <b>{me.name ?? t('app.me')}</b>
        <br />
        <span className="quiet">{[place ?? [], isMessage(role) ? t(role) : []].flat().join(', ')}</span>
      </span>
      <ActingChoice />
      <span className="who-actions">
        <ThemeToggle />
        <LanguageToggle />
        <KeysHelp />
        {hasRole(me, ...CASE_READERS) && (
          <>
            <Link to="/absences" className="button button-quiet">
              <Icon name="calendar" />
              <span className="button-word">{t('absences.title')}</span>
            </Link>
            <Link to="/courriels" className="button button-quiet">
              <Icon name="mail" />
              <span className="button-word">{t('mail.title')}</span>
            </Link>
          </>
        )}
        <button type="button" className="button button-quiet" onClick={() => void signOut()}>
          <Icon name="out" />
          <span className={unsaved > 0 ? 'who-sure' : 'button-word'}>
            {unsaved > 0 ? t('outbox.leaveSure', { count: unsaved }) : t('app.signOut')}
          </span>
        </button>
      </span>
    </div>
  );
}
