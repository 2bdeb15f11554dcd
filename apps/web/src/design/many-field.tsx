import { useEffect, useRef } from 'react';
import { t } from '../i18n/index.js';
import type { Option } from './choice-field.js';
import { ComboFieldLater } from './combo-field-later.js';
import { fieldId, type FieldProps } from './field.js';
import { Icon } from './icon.js';

interface ManyFieldProps extends FieldProps {
  readonly options: readonly Option[];
  readonly values: readonly string[];
  readonly onChange: (values: readonly string[]) => void;
}

/** Several answers out of a long list: each is searched by word, and stands below until it is taken away. */
export function ManyField({ options, values, onChange, ...field }: ManyFieldProps) {
  const chosen = useRef<HTMLUListElement>(null);
  const changed = useRef(false);
  // The field begins anew with each answer, and the button of one taken away is gone: the keyboard goes on from the
  // answers, and from the field where there is none. Not from the field otherwise: its list would open over them.
  useEffect(() => {
    if (!changed.current) return;
    changed.current = false;
    (chosen.current ?? document.getElementById(fieldId(field.name)))?.focus();
  });
  function change(next: readonly string[]) {
    changed.current = true;
    onChange(next);
  }
  return (
    <div className="many">
      <ComboFieldLater
        {...field}
        // What was chosen is written below, and no longer in the field.
        key={values.length}
        options={options.filter(({ value }) => !values.includes(value))}
        value=""
        onChange={(value) => value !== '' && change([...values, value])}
      />
      {values.length > 0 && (
        <ul className="many-chosen" aria-label={t('form.chosen', { label: field.label })} tabIndex={-1} ref={chosen}>
          {values.map((value) => (
            <li key={value}>
              <button type="button" className="choice" onClick={() => change(values.filter((each) => each !== value))}>
                {options.find((option) => option.value === value)?.label ?? value}
                <span className="visually-hidden"> : {t('form.takeAway')}</span>
                <Icon name="close" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
