import { useQuery } from '@tanstack/react-query';
import { useNavigate, useRouteContext } from '@tanstack/react-router';
import { acting, answer, client, needed, structuresQuery, withKey, type ServiceForm } from '../../api/index.js';
import { NoPermission, Page, PagePending, readAnew } from '../../app/index.js';
import { t } from '../../i18n/index.js';
import { TerritoryChoice, useTerritory } from '../rules/territory.js';
import { addableTo } from './directory.js';
import './directory.css';
import { BLANK } from './service-form.js';
import { ServiceForms } from './service-forms.js';

const KEEPERS = ['coordinator', 'structure-manager'];

/** A service that the directory has not yet: of one's structure, or of any for who coordinates the territory. */
export function NewServicePage() {
  const { me } = useRouteContext({ from: '/shell' });
  const { own, territory, choose } = useTerritory(me);
  const navigate = useNavigate();
  const structures = useQuery({ ...structuresQuery, ...needed }).data;
  if (!me.roles.some((role) => KEEPERS.includes(role))) {
    return <NoPermission title={t('directory.newTitle')}>{t('directory.newForbidden')}</NoPermission>;
  }
  if (structures === undefined) {
    return (
      <Page title={t('directory.newTitle')}>
        <PagePending />
      </Page>
    );
  }

  /** In the name of one's structure; for a structure that is not one's own, of the territory that one coordinates. */
  function add({ structure, ...form }: ServiceForm & { readonly structure: string }, key: string) {
    const held = acting.among(structure);
    const named = withKey(key, held, held === undefined ? territory : undefined);
    return answer(client.POST('/services', { body: { structure, ...form }, ...named }));
  }
  async function saved(id: string | undefined) {
    await readAnew('services');
    await navigate(id === undefined ? { to: '/annuaire' } : { to: '/annuaire/$id', params: { id } });
  }

  const addable = addableTo(me, structures);
  const [only, ...others] = addable;
  return (
    <Page title={t('directory.newTitle')}>
      {territory !== undefined && <TerritoryChoice own={own} territory={territory} onChange={choose} />}
      <ServiceForms
        from={{ ...BLANK, structure: others.length === 0 ? (only?.id ?? '') : '' }}
        structures={addable}
        submitWord={t('directory.submitNew')}
        send={(form, key, structure) => add({ ...form, structure }, key)}
        onSaved={({ id }) => saved(id)}
        onCancel={() => void navigate({ to: '/annuaire' })}
      />
    </Page>
  );
}
