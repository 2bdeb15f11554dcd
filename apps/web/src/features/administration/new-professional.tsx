import { answer, client, withKey } from '../../api/index.js';
import { t } from '../../i18n/index.js';
import { IdentityForm, type Identity } from './identity-form.js';

const BLANK = { givenName: '', familyName: '', email: '' };

/** Somebody who will work here; what they may do is given by a mandate, and they come in by a link. */
export function NewProfessional() {
  return (
    <details>
      <summary>{t('admin.addProfessional')}</summary>
      <IdentityForm name="professional" from={BLANK} submitWord={t('admin.addProfessional')} send={register} again />
    </details>
  );
}

function register(body: Identity, key: string) {
  return answer(client.POST('/professionals', { body, ...withKey(key) }));
}
