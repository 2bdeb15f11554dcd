import { Button } from 'react-aria-components/Button';
import { ComboBox } from 'react-aria-components/ComboBox';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { t } from '../i18n/index.js';
import type { Option } from './choice-field.js';
import { FieldError, fieldId, Hint, LabelText, useDescription, type FieldProps } from './field.js';
import { Icon } from './icon.js';

export interface ComboFieldProps extends FieldProps {
  readonly options: readonly Option[];
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A long list, searched by any of its words, accents aside; never scrolled from end to end. */
export function ComboField({ name, label, hint, error, optional, options, value, onChange }: ComboFieldProps) {
  const ids = useDescription(hint, error);
  return (
    <ComboBox
      className="field"
      value={value === '' ? null : value}
      onChange={(key) => onChange(key === null ? '' : String(key))}
      defaultItems={options}
      defaultFilter={(text, typed) => plain(text).includes(plain(typed))}
      menuTrigger="focus"
      allowsEmptyCollection
      isInvalid={error !== undefined}
      validationBehavior="aria"
    >
      <Label>
        <LabelText label={label} optional={optional} />
      </Label>
      <Hint id={ids.hint} text={hint} />
      <div className="combo">
        <Input
          className="input"
          id={fieldId(name)}
          placeholder={t('form.search')}
          aria-describedby={ids.describedBy}
          aria-invalid={error === undefined ? undefined : true}
        />
        <Button className="combo-open" aria-label={t('form.show')}>
          <Icon name="down" />
        </Button>
      </div>
      <FieldError id={ids.error} text={error} />
      <Popover className="combo-list">
        {/* The list hangs at the end of the page, outside of its landmarks: it is one of its own. */}
        <section aria-label={label}>
          <ListBox<Option> renderEmptyState={() => <p className="combo-option quiet">{t('form.noMatch')}</p>}>
            {(option) => (
              <ListBoxItem className="combo-option" id={option.value} textValue={option.label}>
                {option.label}
              </ListBoxItem>
            )}
          </ListBox>
        </section>
      </Popover>
    </ComboBox>
  );
}

function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
