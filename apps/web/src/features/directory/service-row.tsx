import { Link } from '@tanstack/react-router';
import type { Service } from '../../api/index.js';
import { locale, shortDay, t } from '../../i18n/index.js';
import { placesWord } from './directory.js';
import { ServiceMark } from './service-mark.js';

interface ServiceRowProps {
  readonly service: Service;
  readonly structure: string | undefined;
  readonly scheme: string | undefined;
  readonly today: string;
}

/** A service in three lines: what it is and whose, whether it is common law, how fresh what is said of it is. */
export function ServiceRow({ service, structure, scheme, today }: ServiceRowProps) {
  const facts = [
    t(service.commonLaw ? 'directory.isCommonLaw' : 'directory.isSpecific'),
    scheme ?? [],
    placesWord(service) ?? [],
    t('directory.confirmed', { date: shortDay(service.confirmedOn, today, locale) }),
  ];
  return (
    <li className="service">
      <div className="row">
        <Link className="service-name" to="/annuaire/$id" params={{ id: service.id }}>
          {service.name}
        </Link>
        <ServiceMark service={service} />
      </div>
      {structure !== undefined && <p className="small">{structure}</p>}
      <p className="quiet small">{facts.flat().join(' · ')}</p>
    </li>
  );
}
