import { useQuery } from '@tanstack/react-query';
import { useRouteContext } from '@tanstack/react-router';
import { useSyncExternalStore } from 'react';
import { acting, structuresQuery } from '../api/index.js';
import { SelectField } from '../design/index.js';
import { t } from '../i18n/index.js';

/** The structure that what is saved now is for; undefined for who holds none. */
export function useActing(): string | undefined {
  return useSyncExternalStore(acting.subscribe, acting.current);
}

/** On every page, for who holds several structures: for which one they act. */
export function ActingChoice() {
  const { me } = useRouteContext({ from: '/shell' });
  const structures = useQuery(structuresQuery).data;
  const current = useActing();
  if (me.structures.length < 2 || current === undefined) return null;
  const nameOf = (structure: string) => structures?.find(({ id }) => id === structure)?.name ?? t('app.loading');
  return (
    <SelectField
      name="acting"
      label={t('acting.label')}
      options={me.structures.map((structure) => ({ value: structure, label: nameOf(structure) }))}
      value={current}
      onChange={(structure) => acting.choose(structure)}
    />
  );
}

/** Where something is saved, for who holds several structures: which one it is for. */
export function ActingWord({ structure }: { readonly structure?: string | undefined }) {
  const { me } = useRouteContext({ from: '/shell' });
  const structures = useQuery(structuresQuery).data;
  const current = useActing();
  const name = structures?.find(({ id }) => id === (structure ?? current))?.name;
  if (me.structures.length < 2 || name === undefined) return null;
  return <span className="quiet small">{t('acting.word', { structure: name })}</span>;
}
