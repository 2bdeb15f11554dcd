import { useState } from 'react';
import { answer, client, withKey, type Named, type Professional } from '../../api/index.js';
import { queryClient } from '../../app/index.js';
import { t } from '../../i18n/index.js';
import { IdentityForm, type Identity } from './identity-form.js';
import { GrantMandate } from './grant-mandate.js';
import { InvitationLink } from './invitation-link.js';
import { stands, wordsOfMandate } from './mandates.js';

interface ProfessionalRowProps {
  readonly professional: Professional;
  readonly structures: readonly Named[];
  readonly territories: readonly Named[];
  readonly today: string;
}

/** A colleague: what they may do and for whom, and what the administrator may change of it. */
export function ProfessionalRow({ professional, structures, territories, today }: ProfessionalRowProps) {
  const { professional: id, givenName, familyName, email, phone, mandates } = professional;
  const name = `${givenName} ${familyName}`;
  const [mending, setMending] = useState(false);
  const standing = mandates.filter((mandate) => stands(mandate, today));
  return (
    <li className="admin-person">
      <div className="admin-who">
        <b>{name}</b> <span className="quiet small">{email}</span>
        {standing.length === 0 && <p className="quiet small">{t('admin.noMandate')}</p>}
        <ul className="admin-mandates">
          {standing.map((mandate) => (
            <li key={mandate.mandate} className="row small">
              {wordsOfMandate(mandate, [...structures, ...territories], today)}
              <EndMandate professional={id} mandate={mandate.mandate} name={name} today={today} />
            </li>
          ))}
        </ul>
      </div>
      <div className="row admin-invite">
        <InvitationLink professional={id} name={name} />
      </div>
      <GrantMandate professional={id} name={name} structures={structures} territories={territories} today={today} />
      <details onToggle={(event) => setMending(event.currentTarget.open)}>
        <summary className="small">
          {t('admin.identity')}
          <span className="visually-hidden"> : {name}</span>
        </summary>
        {mending && (
          <IdentityForm
            name={`identity-${id}`}
            from={{ givenName, familyName, email: email ?? '' }}
            submitWord={t('admin.identitySubmit')}
            send={(identity, key) => rename(id, { ...identity, ...(phone !== null && { phone }) }, key)}
            again={false}
          />
        )}
      </details>
    </li>
  );
}

function rename(id: string, body: Identity & { readonly phone?: string }, key: string) {
  return answer(client.PUT('/professionals/{id}/identity', { params: { path: { id } }, body, ...withKey(key) }));
}

interface EndMandateProps {
  readonly professional: string;
  readonly mandate: string;
  readonly name: string;
  readonly today: string;
}

/** Ends it today, asked for twice: whoever loses a mandate loses it at once. */
function EndMandate({ professional, mandate, name, today }: EndMandateProps) {
  const [asked, setAsked] = useState(false);
  const [refused, setRefused] = useState('');
  const [key] = useState(() => crypto.randomUUID());
  async function end() {
    try {
      const params = { path: { id: professional, mandate } };
      await answer(
        client.POST('/professionals/{id}/mandates/{mandate}/end', { params, body: { on: today }, ...withKey(key) }),
      );
      await queryClient.invalidateQueries({ queryKey: ['professionals'] });
    } catch (error) {
      setRefused(error instanceof Error ? error.message : String(error));
    }
  }
  return (
    <>
      <button type="button" className="link-button" onClick={() => (asked ? void end() : setAsked(true))}>
        {t(asked ? 'admin.endSure' : 'admin.end')}
        <span className="visually-hidden"> : {name}</span>
      </button>
      {refused !== '' && (
        <span role="alert" className="field-error">
          {refused}
        </span>
      )}
    </>
  );
}
