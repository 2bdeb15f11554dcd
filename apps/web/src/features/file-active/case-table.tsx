import { useNavigate } from '@tanstack/react-router';
import { useState, type KeyboardEvent } from 'react';
import type { CaseItem } from '../../api/index.js';
import { useShortcut } from '../../app/index.js';
import { dayOf, t, type MessageKey } from '../../i18n/index.js';
import { CaseGroup } from './case-group.js';

interface CaseTableProps {
  readonly items: readonly CaseItem[];
  /** How many there are in all, loaded or not; undefined while it is not known. */
  readonly total: number | undefined;
}

/** Rows that come and go together: few enough to be drawn at once. */
const GROUP = 20;

/** Two lines a person; arrows walk the rows, Enter opens one. Of a long list, only what is near the screen is drawn. */
export function CaseTable({ items, total }: CaseTableProps) {
  const navigate = useNavigate();
  const [today] = useState(() => dayOf(new Date()));
  const risks = items.some(({ risk }) => risk !== null);
  const columns: MessageKey[] = [
    'file.person',
    'file.step',
    'file.year',
    'file.lastContact',
    'file.next',
    ...(risks ? (['file.signal'] as const) : []),
  ];
  useShortcut('e', () => {
    const id = document.activeElement?.closest('tr')?.dataset['parcours'];
    if (id !== undefined) void navigate({ to: '/parcours/$id', params: { id }, search: { etape: 'choisir' } });
  });
  return (
    <div className="file">
      {/* The keys bubble from the links of the rows, which are what takes the focus. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <table onKeyDown={walk} aria-rowcount={total === undefined ? undefined : total + 1}>
        <caption className="visually-hidden">{t('file.caption')}</caption>
        <thead>
          <tr>
            {columns.map((key) => (
              <th scope="col" key={key}>
                {t(key)}
              </th>
            ))}
          </tr>
        </thead>
        {groupsOf(items).map((group, index) => (
          <CaseGroup key={group[0]?.parcoursId} items={group} first={index * GROUP + 1} today={today} risks={risks} />
        ))}
      </table>
    </div>
  );
}

function groupsOf(items: readonly CaseItem[]): readonly (readonly CaseItem[])[] {
  return Array.from({ length: Math.ceil(items.length / GROUP) }, (_, index) =>
    items.slice(index * GROUP, (index + 1) * GROUP),
  );
}

function walk(event: KeyboardEvent<HTMLTableElement>) {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const links = [...event.currentTarget.querySelectorAll<HTMLAnchorElement>('.file-name')];
  const at = links.indexOf(document.activeElement as HTMLAnchorElement);
  if (at === -1) return;
  event.preventDefault();
  links[at + (event.key === 'ArrowDown' ? 1 : -1)]?.focus();
}
