import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { nomenclatureQuery, type Service } from '../../api/index.js';
import { t } from '../../i18n/index.js';
import { placesWord } from './directory.js';

/** All that is said of a service, but for its name; what nobody said takes no line. */
export function ServiceFacts({ service }: { readonly service: Service }) {
  const labelOf = useLabels();
  const listed = (codes: readonly string[] | undefined, ...lists: readonly string[]) =>
    codes?.map((code) => labelOf(code, ...lists)).join('\n');
  const { phone, email, mobilisationLink, sourceLink, fees, weeks } = service;
  return (
    <div className="card stack service-card">
      <p className="service-description">{service.description}</p>
      <dl>
        <Fact term={t('service.scheme')}>{service.scheme && labelOf(service.scheme, 'schemes')}</Fact>
        <Fact term={t('directory.law')}>{t(service.commonLaw ? 'yes' : 'no')}</Fact>
        <Fact term={t('service.type')}>{service.type && labelOf(service.type, 'service-types')}</Fact>
        <Fact term={t('service.topics')}>{listed(service.topics, 'needs', 'barriers')}</Fact>
        <Fact term={t('service.publics')}>
          {lines(listed(service.publics, 'service-publics'), service.publicsDetails)}
        </Fact>
        <Fact term={t('service.accessConditions')}>{service.accessConditions}</Fact>
        <Fact term={t('service.eligibilityAreas')}>{service.eligibilityAreas?.join(', ')}</Fact>
        <Fact term={t('service.placesOpen')}>{placesWord(service)}</Fact>
        <Fact term={t('service.fees')}>{lines(fees && t(`service.fees.${fees}`), service.feesDetails)}</Fact>
        <Fact term={t('service.mobilisedBy')}>
          {service.mobilisedBy?.map((who) => t(`service.mobilisedBy.${who}`)).join('\n')}
        </Fact>
        <Fact term={t('service.mobilisationModes')}>
          {lines(listed(service.mobilisationModes, 'mobilisation-modes'), service.mobilisationDetails)}
        </Fact>
        <Fact term={t('service.mobilisationLink')}>{mobilisationLink && <Away to={mobilisationLink} />}</Fact>
        <Fact term={t('service.phone')}>{phone && <a href={`tel:${phone.replaceAll(/[^+\d]/g, '')}`}>{phone}</a>}</Fact>
        <Fact term={t('service.email')}>{email && <a href={`mailto:${email}`}>{email}</a>}</Fact>
        <Fact term={t('service.receptionModes')}>
          {service.receptionModes?.map((mode) => t(`service.receptionModes.${mode}`)).join('\n')}
        </Fact>
        <Fact term={t('service.address')}>{addressOf(service)}</Fact>
        <Fact term={t('service.openingHours')}>{service.openingHours}</Fact>
        <Fact term={t('service.hoursPerWeek')}>{service.hoursPerWeek?.toString()}</Fact>
        <Fact term={t('service.weeks')}>{weeks !== undefined && t('service.weeksSaid', { count: weeks })}</Fact>
        <Fact term={t('service.sourceLink')}>{sourceLink && <Away to={sourceLink} />}</Fact>
      </dl>
    </div>
  );
}

function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  if (children === undefined || children === false || children === '') return null;
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** A page of somebody else's: it is not told from where one comes. */
function Away({ to }: { readonly to: string }) {
  return (
    <a href={to} rel="noreferrer">
      {to}
    </a>
  );
}

function lines(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join('\n');
}

function addressOf({ address }: Service): string {
  const { line, complement, postcode, city } = address ?? {};
  return lines(line, complement, [postcode ?? [], city ?? []].flat().join(' '));
}

/** The labels of the codes that a service names; a code stands for itself until its list is there. */
function useLabels(): (code: string, ...lists: readonly string[]) => string {
  const held = {
    schemes: useQuery(nomenclatureQuery('schemes')).data,
    'service-types': useQuery(nomenclatureQuery('service-types')).data,
    needs: useQuery(nomenclatureQuery('needs')).data,
    barriers: useQuery(nomenclatureQuery('barriers')).data,
    'service-publics': useQuery(nomenclatureQuery('service-publics')).data,
    'mobilisation-modes': useQuery(nomenclatureQuery('mobilisation-modes')).data,
  };
  return (code, ...lists) => {
    const known = lists.flatMap((list) => held[list as keyof typeof held] ?? []);
    return known.find((item) => item.code === code)?.label ?? code;
  };
}
