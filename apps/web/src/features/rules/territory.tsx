import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { tabStorage, type Me } from '../../api/index.js';
import { SelectField } from '../../design/index.js';
import { t } from '../../i18n/index.js';
import { territoriesQuery } from '../administration/queries.js';

const STORED = 'jalons.territory';

interface Chosen {
  /** Those that the reader coordinates. */
  readonly own: readonly string[];
  /** Undefined where the reader coordinates none. */
  readonly territory: string | undefined;
  readonly choose: (territory: string) => void;
}

/** The territory whose rules are shown: the one chosen in this tab, the first that the reader coordinates otherwise. */
export function useTerritory({ mandates }: Pick<Me, 'mandates'>): Chosen {
  const [chosen, setChosen] = useState(stored);
  const held = mandates.flatMap(({ role, territory }) => (role === 'coordinator' ? (territory ?? []) : []));
  const own = [...new Set(held)];
  return {
    own,
    territory: own.find((id) => id === chosen) ?? own[0],
    choose: (territory) => {
      setChosen(territory);
      tabStorage()?.setItem(STORED, territory);
    },
  };
}

function stored(): string | null {
  return tabStorage()?.getItem(STORED) ?? null;
}

interface TerritoryChoiceProps {
  readonly own: readonly string[];
  readonly territory: string;
  readonly onChange: (territory: string) => void;
}

/** Between the territories of whoever coordinates several; nothing for the others. */
export function TerritoryChoice({ own, territory, onChange }: TerritoryChoiceProps) {
  const { data } = useQuery({ ...territoriesQuery, enabled: own.length > 1 });
  if (own.length < 2) return null;
  const options = own.map((id) => ({ value: id, label: data?.find((one) => one.id === id)?.name ?? '…' }));
  return (
    <SelectField
      name="territory"
      label={t('rules.territory')}
      options={options}
      value={territory}
      onChange={onChange}
    />
  );
}
