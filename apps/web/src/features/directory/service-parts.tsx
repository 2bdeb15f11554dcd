import type { ReactNode } from 'react';
import { coded, type Code, type Named } from '../../api/index.js';
import { ComboFieldLater } from '../../design/combo-field-later.js';
import { ChoiceField, ManyField, SelectField, SeveralField, TextField } from '../../design/index.js';
import { t, type MessageKey } from '../../i18n/index.js';
import { named } from './directory.js';
import { statedLaw, type FieldName, type ServiceFields } from './service-form.js';

/** What a service is said with. */
export interface Lists {
  readonly schemes: readonly Code[];
  readonly types: readonly Code[];
  readonly topics: readonly Code[];
  readonly publics: readonly Code[];
  readonly modes: readonly Code[];
}

interface PartProps {
  readonly fields: ServiceFields;
  readonly lists: Lists;
  /** What a field is called, its error, and what it does with an answer. */
  readonly wire: <Name extends FieldName>(
    name: Name,
  ) => {
    readonly name: string;
    readonly label: string;
    readonly error: string | undefined;
    readonly onChange: (value: ServiceFields[Name]) => void;
  };
}

/** What it is, whose, and of which scheme. */
export function WhatFields({
  fields,
  lists,
  wire,
  structures,
}: PartProps & { readonly structures?: readonly Named[] }) {
  return (
    <Part legend={t('directory.what')}>
      {structures !== undefined && structures.length > 1 && (
        <ComboFieldLater {...wire('structure')} value={fields.structure} options={named(structures)} />
      )}
      <TextField {...wire('name')} value={fields.name} />
      <TextField {...wire('description')} hint={t('service.descriptionHelp')} lines value={fields.description} />
      <ComboFieldLater
        {...wire('scheme')}
        hint={t('service.schemeHelp')}
        optional
        value={fields.scheme}
        options={coded(lists.schemes)}
      />
      {statedLaw(fields.scheme, lists.schemes) === undefined && (
        <ChoiceField
          {...wire('commonLaw')}
          onChange={(value) => wire('commonLaw').onChange(value === 'yes' ? 'yes' : 'no')}
          hint={t('field.commonLawHelp')}
          value={fields.commonLaw}
          options={(['yes', 'no'] as const).map((value) => ({ value, label: t(value) }))}
        />
      )}
      <SelectField {...wire('type')} value={fields.type} options={orNotSaid(coded(lists.types))} />
    </Part>
  );
}

/** What it answers and whom it is for. */
export function WhomFields({ fields, lists, wire }: PartProps) {
  return (
    <Part legend={t('directory.whom')}>
      <ManyField
        {...wire('topics')}
        hint={t('service.topicsHelp')}
        optional
        values={fields.topics}
        options={coded(lists.topics)}
      />
      <SeveralField {...wire('publics')} optional values={fields.publics} options={coded(lists.publics)} />
      <TextField {...wire('publicsDetails')} optional lines value={fields.publicsDetails} />
      <TextField {...wire('accessConditions')} optional lines value={fields.accessConditions} />
    </Part>
  );
}

/** How one gets in, and what it costs. */
export function HowFields({ fields, lists, wire }: PartProps) {
  return (
    <Part legend={t('directory.how')}>
      <div className="form-grid">
        <TextField
          {...wire('placesOpen')}
          type="number"
          hint={t('service.placesOpenHelp')}
          optional
          value={fields.placesOpen}
        />
        <TextField {...wire('phone')} type="tel" hint={t('service.contactHelp')} optional value={fields.phone} />
        <TextField {...wire('email')} type="email" hint={t('service.contactHelp')} optional value={fields.email} />
      </div>
      <SeveralField
        {...wire('mobilisedBy')}
        optional
        values={fields.mobilisedBy}
        options={said('service.mobilisedBy.', ['residents', 'professionals'])}
      />
      <SeveralField
        {...wire('mobilisationModes')}
        optional
        values={fields.mobilisationModes}
        options={coded(lists.modes)}
      />
      <TextField {...wire('mobilisationDetails')} optional lines value={fields.mobilisationDetails} />
      <TextField {...wire('mobilisationLink')} hint={t('service.linkHelp')} optional value={fields.mobilisationLink} />
      <div className="form-grid">
        <SelectField
          {...wire('fees')}
          value={fields.fees}
          options={orNotSaid(said('service.fees.', ['free', 'paid']))}
        />
        <TextField {...wire('feesDetails')} optional value={fields.feesDetails} />
      </div>
    </Part>
  );
}

/** Where it is given, and how long it takes. */
export function WhereFields({ fields, wire }: PartProps) {
  return (
    <Part legend={t('directory.where')}>
      <SeveralField
        {...wire('receptionModes')}
        optional
        values={fields.receptionModes}
        options={said('service.receptionModes.', ['in-person', 'remote'])}
      />
      <div className="form-grid">
        <TextField {...wire('line')} optional value={fields.line} />
        <TextField {...wire('complement')} optional value={fields.complement} />
        <TextField {...wire('postcode')} optional value={fields.postcode} />
        <TextField {...wire('city')} optional value={fields.city} />
        <TextField {...wire('hoursPerWeek')} type="number" optional value={fields.hoursPerWeek} />
        <TextField {...wire('weeks')} type="number" optional value={fields.weeks} />
      </div>
      <TextField {...wire('sourceLink')} hint={t('service.linkHelp')} optional value={fields.sourceLink} />
    </Part>
  );
}

function Part({ legend, children }: { readonly legend: string; readonly children: ReactNode }) {
  return (
    <fieldset className="card">
      <legend>{legend}</legend>
      <div className="stack">{children}</div>
    </fieldset>
  );
}

function said<Value extends string>(prefix: string, values: readonly Value[]) {
  return values.map((value) => ({ value, label: t(`${prefix}${value}` as MessageKey) }));
}

function orNotSaid(options: ReturnType<typeof coded>) {
  return [{ value: '', label: t('directory.notSaid') }, ...options];
}
