import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { answer, client, useSubmission, withKey } from '../../api/index.js';
import { BarePage, queryClient } from '../../app/index.js';
import { FormProblem, missing, SavingWord, TextField } from '../../design/index.js';
import { t } from '../../i18n/index.js';

/** The token stays in the fragment: a browser never sends it in an address, so no log ever holds it. */
export function RedeemLinkPage() {
  const [token] = useState(() => location.hash.slice(1));
  const navigate = useNavigate();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const { saving, submit, refuse } = useSubmission(redeem, { login: '/login', password: '/password' });
  const errors = saving.state === 'refused' ? saving.fields : {};
  const labels = { login: t('signIn.login'), password: t('signIn.password') };

  async function onSubmit(event: FormEvent) {
    event.preventDefault();
    const absent = Object.entries({ login: login.trim(), password }).filter(([, typed]) => typed === '');
    if (absent.length > 0)
      return refuse(missing(Object.fromEntries(absent.map(([name]) => [name, t('form.required')]))));
    const taken = await submit({ token, login: login.trim(), password });
    if (taken === undefined) return;
    queryClient.clear();
    await navigate({ to: '/', replace: true });
  }

  return (
    <BarePage title={t('link.title')} lead={token === '' ? t('link.missing') : t('link.lead')}>
      {token !== '' && (
        <form className="stack" noValidate onSubmit={(event) => void onSubmit(event)}>
          <FormProblem saving={saving} labels={labels} />
          <TextField
            name="login"
            label={labels.login}
            hint={t('link.loginHelp')}
            error={errors['login']}
            type="email"
            value={login}
            onChange={setLogin}
            autoComplete="username"
          />
          <TextField
            name="password"
            label={labels.password}
            hint={t('link.passwordHelp')}
            error={errors['password']}
            type="password"
            value={password}
            onChange={setPassword}
            autoComplete="new-password"
          />
          <button type="submit" className="button button-primary">
            {t('link.submit')}
          </button>
          <SavingWord saving={saving} />
        </form>
      )}
    </BarePage>
  );
}

async function redeem(body: { token: string; login: string; password: string }, key: string): Promise<true> {
  await answer(client.POST('/auth/links/redeem', { body, ...withKey(key) }));
  return true;
}
