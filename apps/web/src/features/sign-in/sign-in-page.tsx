import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { answer, ApiProblem, client, useSubmission, withKey } from '../../api/index.js';
import { BarePage, queryClient } from '../../app/index.js';
import { FormProblem, SavingWord, TextField } from '../../design/index.js';
import { t } from '../../i18n/index.js';

/** Local account; a refusal never says which of the two was wrong. */
export function SignInPage() {
  const { vers } = useSearch({ from: '/connexion' });
  const navigate = useNavigate();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const { saving, submit } = useSubmission(signIn, {});

  async function onSubmit(event: FormEvent) {
    event.preventDefault();
    if ((await submit({ login, password })) === undefined) return;
    queryClient.clear();
    await navigate({ href: vers ?? '/' });
  }

  return (
    <BarePage title={t('signIn.title')} lead={t('signIn.lead')}>
      <form className="stack" noValidate onSubmit={(event) => void onSubmit(event)}>
        <FormProblem saving={saving} labels={{}} />
        <TextField
          name="login"
          label={t('signIn.login')}
          type="email"
          value={login}
          onChange={setLogin}
          autoComplete="username"
        />
        <TextField
          name="password"
          label={t('signIn.password')}
          type="password"
          value={password}
          onChange={setPassword}
          autoComplete="current-password"
        />
        <button type="submit" className="button button-primary">
          {t('signIn.submit')}
        </button>
        <SavingWord saving={saving.state === 'saved' ? { state: 'idle' } : saving} />
        <p className="quiet small">{t('signIn.help')}</p>
      </form>
    </BarePage>
  );
}

async function signIn(body: { login: string; password: string }, key: string): Promise<true> {
  try {
    await answer(client.POST('/auth/sign-in', { body, ...withKey(key) }));
    return true;
  } catch (error) {
    if (error instanceof ApiProblem && [400, 401, 422].includes(error.status)) {
      throw new ApiProblem(error.status, error.code, t('signIn.refused'));
    }
    throw error;
  }
}
