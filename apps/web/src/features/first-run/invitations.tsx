import { useId, useState } from 'react';
import type { FirstRunDone } from '../../api/index.js';
import { Page } from '../../app/index.js';
import { Icon } from '../../design/index.js';
import { isMessage, t } from '../../i18n/index.js';
import './invitations.css';

/** The links are known to this page alone, and only now. */
export function Invitations({ done }: { readonly done: FirstRunDone }) {
  return (
    <Page title={t('firstRun.doneTitle')}>
      <p>{t('firstRun.doneLead')}</p>
      {done.invitations.map((invitation) => (
        <Invitation key={invitation.link} {...invitation} />
      ))}
      <section className="card stack">
        <h2>{t('firstRun.next')}</h2>
        <ol>
          {(['firstRun.next1', 'firstRun.next2', 'firstRun.next3'] as const).map((key) => (
            <li key={key}>{t(key)}</li>
          ))}
        </ol>
      </section>
    </Page>
  );
}

function Invitation({ role, displayName, link }: FirstRunDone['invitations'][number]) {
  const heading = useId();
  const [copied, setCopied] = useState(false);
  const word = `role.${role}`;
  return (
    <section className="card stack">
      <h2 id={heading}>
        {displayName} <span className="quiet small">{isMessage(word) ? t(word) : role}</span>
      </h2>
      <p className="invitation-link">{link}</p>
      <div className="row">
        <button
          type="button"
          className="button"
          aria-describedby={heading}
          onClick={() => void navigator.clipboard.writeText(link).then(() => setCopied(true))}
        >
          <Icon name={copied ? 'check' : 'plus'} />
          {t('firstRun.copy')}
        </button>
        <span role="status" className="form-saved">
          {copied ? t('firstRun.copied') : ''}
        </span>
      </div>
    </section>
  );
}
