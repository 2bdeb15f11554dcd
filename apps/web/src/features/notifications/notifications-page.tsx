import { queryOptions, useQuery } from '@tanstack/react-query';
import { useRouteContext } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { answer, client, needed, useSubmission } from '../../api/index.js';
import { NoPermission, Page, PagePending, queryClient } from '../../app/index.js';
import { ChoiceField, FormProblem, SavingWord } from '../../design/index.js';
import { t } from '../../i18n/index.js';
import './notifications.css';

const FREQUENCIES = ['daily', 'weekly', 'none'] as const;
type Frequency = (typeof FREQUENCIES)[number];

const MAY = ['operator', 'structure-manager', 'coordinator'];

const choiceQuery = queryOptions({
  queryKey: ['notifications'],
  queryFn: ({ signal }) => answer(client.GET('/me/notifications', { signal })),
});

/** How often one is written to of what waits; who left by the link of a mail comes back here. */
export function NotificationsPage() {
  const { me } = useRouteContext({ from: '/shell' });
  if (!me.roles.some((role) => MAY.includes(role))) {
    return <NoPermission title={t('mail.title')}>{t('mail.forbidden')}</NoPermission>;
  }
  return (
    <Page title={t('mail.title')}>
      <p className="mail-lead">{t('mail.lead')}</p>
      <Choice />
    </Page>
  );
}

function Choice() {
  const chosen = useQuery({ ...choiceQuery, ...needed }).data?.digest;
  const [typed, setTyped] = useState<Frequency>();
  const { saving, submit } = useSubmission(choose, { digest: '/digest' });
  if (chosen === undefined) {
    return <PagePending />;
  }
  const value = typed ?? chosen;

  async function onSubmit(event: FormEvent) {
    event.preventDefault();
    if ((await submit(value)) !== undefined) await queryClient.invalidateQueries({ queryKey: choiceQuery.queryKey });
  }

  return (
    <form className="card stack mail-form" noValidate onSubmit={(event) => void onSubmit(event)}>
      <FormProblem saving={saving} labels={{ digest: t('mail.digest') }} />
      <p>{t(`mail.now.${chosen}`)}</p>
      <ChoiceField
        name="digest"
        label={t('mail.digest')}
        hint={t('mail.digestHelp')}
        error={saving.state === 'refused' ? saving.fields['digest'] : undefined}
        value={value}
        options={FREQUENCIES.map((each) => ({ value: each, label: t(`mail.${each}`) }))}
        onChange={(next) => setTyped(FREQUENCIES.find((each) => each === next))}
      />
      <div className="row">
        <button type="submit" className="button button-primary">
          {t('mail.submit')}
        </button>
        <SavingWord saving={saving} />
      </div>
    </form>
  );
}

/** The same choice twice is one choice: no key is needed. */
function choose(digest: Frequency) {
  return answer(client.PUT('/me/notifications', { body: { digest } }));
}
