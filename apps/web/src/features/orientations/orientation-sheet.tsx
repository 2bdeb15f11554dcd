import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { nomenclatureQuery, orientationQuery } from '../../api/index.js';
import { PagePending } from '../../app/index.js';
import { t } from '../../i18n/index.js';

const PARTS = ['summary', 'expectations', 'constraints'] as const;

/** What the receiver reads before answering; asked for when it is opened, as the access journal notes it. */
export function OrientationSheet({ id }: { readonly id: string }) {
  const [open, setOpen] = useState(false);
  return (
    <details className="orient-sheet" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('orients.sheet')}</summary>
      {open && <Sheet id={id} />}
    </details>
  );
}

function Sheet({ id }: { readonly id: string }) {
  const { data, error } = useQuery(orientationQuery(id));
  const needs = useQuery(nomenclatureQuery('needs')).data;
  const barriers = useQuery(nomenclatureQuery('barriers')).data;
  if (error !== null) return <p>{error.message}</p>;
  if (data === undefined) {
    return <PagePending />;
  }
  const { need, sheet } = data.data as { need?: string; sheet?: Partial<Record<(typeof PARTS)[number], string>> };
  if (sheet === undefined) return <p>{t('orients.sheetKept')}</p>;
  const label = [...(needs ?? []), ...(barriers ?? [])].find(({ code }) => code === need)?.label;
  return (
    <dl className="orient-facts">
      {label !== undefined && <Fact term={t('field.need')}>{label}</Fact>}
      {PARTS.map(
        (part) =>
          sheet[part] !== undefined && (
            <Fact key={part} term={t(`field.${part}`)}>
              {sheet[part]}
            </Fact>
          ),
      )}
    </dl>
  );
}

function Fact({ term, children }: { readonly term: string; readonly children: string }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
