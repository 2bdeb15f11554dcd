import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { tabStorage, type Me } from '../../api/index.js';
import { SelectField } from '../../design/index.js';
import { t } from '../../i18n/index.js';
import { territoriesQuery } from '../administration/queries.js';
import { coordinatedBy, shownOf } from './own-territories.js';

const STORED = 'jalons.territory';

interface Chosen {
  /** Those that the reader coordinates. */
  readonly own: readonly string[];
  /** Undefined where the reader coordinates none. */
  readonly territory: string | undefined;
  readonly choose: (territory: string) => void;
}

/**
 * The territory that is shown: the one that the address names, else the one chosen in this tab, else the first that the
 * reader coordinates.
 */
export function useTerritory(me: Pick<Me, 'mandates'>, named?: string): Chosen {
  const [chosen, setChosen] = useState(stored);
  const own = coordinatedBy(me);
  return {
    own,
    territory: shownOf(own, named, chosen),
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
