import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import { Link, useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { useEffect, useEffectEvent, type ReactNode } from 'react';
import { ApiProblem, NoAnswer, onReachable } from '../api/index.js';
import { t } from '../i18n/index.js';
import { Page } from './page.js';

/** Where there is nothing, or nothing for the reader: `message` is what the server says of it. */
export function NotFound({ message = t('error.notFound') }: { readonly message?: string }) {
  return (
    <Page title={t('error.notFoundTitle')}>
      <Way out={<Link to="/">{t('error.home')}</Link>}>{message}</Way>
    </Page>
  );
}

/** A page that fails says what the server said, and the way out; one that the connection failed comes back with it. */
export function PageError({ error, reset }: ErrorComponentProps) {
  const queries = useQueryErrorResetBoundary();
  const router = useRouter();
  const retry = useEffectEvent(() => {
    queries.reset();
    reset?.();
    void router.invalidate();
  });
  const lost = error instanceof NoAnswer;
  useEffect(() => {
    if (!lost) return;
    const again = () => retry();
    return onReachable(again);
  }, [lost]);
  if (error instanceof ApiProblem && error.status === 404) return <NotFound message={error.message} />;
  if (error instanceof ApiProblem && error.status === 403) {
    return <NoPermission title={t('error.forbiddenTitle')}>{t('error.forbidden')}</NoPermission>;
  }
  return (
    <Page title={t(lost ? 'error.lostTitle' : 'error.title')}>
      <Way
        out={
          <button type="button" className="button" onClick={() => retry()}>
            {t('app.retry')}
          </button>
        }
      >
        {error instanceof Error ? error.message : t('error.title')}
      </Way>
    </Page>
  );
}

/** A page that is not for the reader, and whom to ask. */
export function NoPermission({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Page title={title}>
      <Way out={<Link to="/">{t('error.home')}</Link>}>{children}</Way>
    </Page>
  );
}

export function PagePending() {
  return (
    <p role="status" className="quiet">
      {t('app.loading')}
    </p>
  );
}

function Way({ out, children }: { readonly out: ReactNode; readonly children: ReactNode }) {
  return (
    <div className="card stack">
      <p>{children}</p>
      <p>{out}</p>
    </div>
  );
}
