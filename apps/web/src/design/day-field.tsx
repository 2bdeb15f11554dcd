import { useState } from 'react';
import { addDays, t } from '../i18n/index.js';
import { FieldGroup, type FieldProps } from './field.js';

interface DayFieldProps extends FieldProps {
  readonly today: string;
  readonly value: string;
  readonly onChange: (day: string) => void;
}

/** A day of life: today by default, yesterday in one press, any earlier day typed or picked. */
export function DayField({ today, value, onChange, ...field }: DayFieldProps) {
  const yesterday = addDays(today, -1);
  const [other, setOther] = useState(value !== today && value !== yesterday);
  const choice = (label: string, checked: boolean, choose: () => void) => (
    <label className="choice">
      <input type="radio" name={`${field.name}-day`} checked={checked} onChange={choose} />
      {label}
    </label>
  );
  const take = (day: string) => () => {
    setOther(false);
    onChange(day);
  };
  return (
    <FieldGroup {...field}>
      <div className="choices">
        {choice(t('date.today'), !other && value === today, take(today))}
        {choice(t('date.yesterday'), !other && value === yesterday, take(yesterday))}
        {choice(t('date.other'), other, () => setOther(true))}
        {other && (
          <label className="row">
            <span className="visually-hidden">{t('date.day')}</span>
            <input
              className="input"
              type="date"
              value={value}
              max={today}
              onChange={(event) => onChange(event.target.value)}
            />
          </label>
        )}
      </div>
    </FieldGroup>
  );
}
