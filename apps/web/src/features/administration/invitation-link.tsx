import { useState } from 'react';
import { answer, client, withKey } from '../../api/index.js';
import { Icon } from '../../design/index.js';
import { t } from '../../i18n/index.js';

/** A link that opens the account, once; it is shown here and kept nowhere. */
export function InvitationLink({ professional, name }: { readonly professional: string; readonly name: string }) {
  const [link, setLink] = useState('');
  const [said, setSaid] = useState('');
  async function invite() {
    try {
      const params = { path: { id: professional } };
      const { token } = await answer(
        client.POST('/professionals/{id}/invitations', { params, ...withKey(crypto.randomUUID()) }),
      );
      setLink(`${location.origin}/lien#${token}`);
      setSaid(t('admin.linkOnce'));
    } catch (error) {
      setSaid(error instanceof Error ? error.message : String(error));
    }
  }
  return (
    <>
      <button type="button" className="button" onClick={() => void invite()}>
        <Icon name="plus" />
        {t('admin.invite')}
        <span className="visually-hidden"> : {name}</span>
      </button>
      {link !== '' && (
        <button
          type="button"
          className="button"
          onClick={() => void navigator.clipboard.writeText(link).then(() => setSaid(t('firstRun.copied')))}
        >
          {t('firstRun.copy')}
        </button>
      )}
      <span role="status" className="small">
        {said}
      </span>
      {link !== '' && <code className="admin-link">{link}</code>}
    </>
  );
}
