import { useState } from 'react';
import { Link, useNavigate } from '@tanstack/react-router';
import type { KeyboardEvent } from 'react';
import type { CaseItem } from '../../api/index.js';
import { Chip, type Hue, type IconName } from '../../design/index.js';
import { dayOf, daysBetween, locale, shortDay, t } from '../../i18n/index.js';

const PHASES: Readonly<Record<string, { hue: Hue; icon: IconName; label: string }>> = {
  support: { hue: 'support', icon: 'hand', label: t('frise.key.support') },
  training: { hue: 'training', icon: 'school', label: t('frise.key.training') },
  job: { hue: 'job', icon: 'job', label: t('frise.key.job') },
  orientation: { hue: 'orientation', icon: 'swap', label: t('frise.role.receiver') },
  pause: { hue: 'pause', icon: 'clock', label: t('entry.PauseDeclared') },
};

/** Two lines a person; arrows walk the rows, Enter opens one. */
export function CaseTable({ items }: { readonly items: readonly CaseItem[] }) {
  return (
    <div className="file">
      {/* The keys bubble from the links of the rows, which are what takes the focus. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <table onKeyDown={walk}>
        <caption className="visually-hidden">{t('file.caption')}</caption>
        <thead>
          <tr>
            {(['file.person', 'file.step', 'file.referent', 'file.lastContact'] as const).map((key) => (
              <th scope="col" key={key}>
                {t(key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <CaseRow item={item} key={item.parcoursId} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function CaseRow({ item }: { readonly item: CaseItem }) {
  const navigate = useNavigate();
  const [today] = useState(() => dayOf(new Date()));
  const unled = item.status === 'open' && item.referent === null;
  const phase = PHASES[item.phase ?? 'support'] ?? PHASES['support'];
  const day = (date: string) => shortDay(date, today, locale);
  return (
    // The link in the first cell is the way in by keyboard; the row only makes the target of the pointer larger.
    <tr
      className={unled ? 'file-unled' : undefined}
      onClick={() => void navigate({ to: '/parcours/$id', params: { id: item.parcoursId } })}
    >
      <th scope="row">
        <Link
          className="file-name"
          to="/parcours/$id"
          params={{ id: item.parcoursId }}
          onClick={(event) => event.stopPropagation()}
        >
          {item.displayName}
        </Link>
        <br />
        <span className="quiet small">{item.structure.name}</span>
      </th>
      <td>
        {item.status === 'exited' || phase === undefined ? (
          <Chip hue="pause" icon="exit">
            {t('kind.exit')}
          </Chip>
        ) : (
          <Chip hue={phase.hue} icon={phase.icon}>
            {phase.label}
          </Chip>
        )}
        <br />
        <span className="quiet small">
          {item.status === 'exited' && item.exitedOn
            ? t('file.exitedOn', { date: day(item.exitedOn) })
            : t('file.since', { date: day(item.openedOn) })}
        </span>
      </td>
      <td>{item.referent?.name ?? <span className="file-alone">{t('file.noReferentNow')}</span>}</td>
      <td className="file-contact">
        {item.lastContactOn ? t('file.daysAgo', { count: daysBetween(item.lastContactOn, today) }) : t('file.neverMet')}
      </td>
    </tr>
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
