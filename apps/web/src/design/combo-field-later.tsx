import { lazy, Suspense } from 'react';
import { t } from '../i18n/index.js';
import type { ComboFieldProps } from './combo-field.js';
import { Field } from './field.js';

const Loaded = lazy(async () => ({ default: (await import('./combo-field.js')).ComboField }));

/** The same field on a page that may come first: its list is heavy, and comes after the page. */
export function ComboFieldLater(props: ComboFieldProps) {
  const { name, label, hint, error, optional } = props;
  return (
    <Suspense
      fallback={
        <Field {...{ name, label, hint, error, optional }}>
          {(wiring) => <input {...wiring} className="input" readOnly placeholder={t('app.loading')} />}
        </Field>
      }
    >
      <Loaded {...props} />
    </Suspense>
  );
}
