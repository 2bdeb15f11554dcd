import { useState } from 'react';
import { SelectField, TextField } from '../../../design/index.js';
import { isDay, longDay, locale, t } from '../../../i18n/index.js';
import { isPast, PRESETS, presetFor, presetOf, type Asked, type Preset } from './period.js';

interface PeriodBarProps {
  readonly asked: Asked;
  readonly today: string;
  readonly onChange: (asked: Asked) => void;
}

const OWN = 'own';

/** Which days are counted, and as they were known when; what is typed counts as soon as it is a day. */
export function PeriodBar({ asked, today, onChange }: PeriodBarProps) {
  const [typed, setTyped] = useState({ from: asked.from, to: asked.to, asOf: asked.asOf ?? '' });
  const reversed = isDay(typed.from) && isDay(typed.to) && typed.to < typed.from;

  function take(next: typeof typed) {
    setTyped(next);
    if (!isDay(next.from) || !isDay(next.to) || next.to < next.from) return;
    if (next.asOf !== '' && !isPast(next.asOf, today)) return;
    onChange({ from: next.from, to: next.to, ...(next.asOf !== '' && { asOf: next.asOf }) });
  }
  const day = (name: 'from' | 'to' | 'asOf') => ({
    name: `pilotage-${name}`,
    type: 'date' as const,
    value: typed[name],
    onChange: (value: string) => take({ ...typed, [name]: value }),
  });

  return (
    <div className="card stack period no-print">
      <div className="period-fields">
        <SelectField
          name="pilotage-preset"
          label={t('pilotage.period')}
          value={presetFor(asked, today) ?? OWN}
          options={[
            ...PRESETS.map((preset) => ({ value: preset, label: t(`pilotage.preset.${preset}`) })),
            { value: OWN, label: t('pilotage.preset.own') },
          ]}
          onChange={(preset) => {
            if (preset !== OWN) take({ ...typed, ...presetOf(preset as Preset, today) });
          }}
        />
        <TextField label={t('pilotage.from')} {...day('from')} error={wrong(typed.from)} />
        <TextField
          label={t('pilotage.to')}
          {...day('to')}
          error={reversed ? t('pilotage.reversed') : wrong(typed.to)}
        />
        <TextField
          label={t('pilotage.asOf')}
          {...day('asOf')}
          max={today}
          error={typed.asOf > today ? t('pilotage.notYet') : undefined}
        />
      </div>
      <div className="row">
        <p role="status">
          {t('pilotage.says', {
            from: longDay(asked.from, locale),
            to: longDay(asked.to, locale),
            asOf:
              asked.asOf === undefined
                ? t('pilotage.saysNow')
                : t('pilotage.saysOn', { date: longDay(asked.asOf, locale) }),
          })}
        </p>
        {asked.asOf !== undefined && (
          <button type="button" className="button" onClick={() => take({ ...typed, asOf: '' })}>
            {t('pilotage.now')}
          </button>
        )}
      </div>
    </div>
  );
}

function wrong(day: string): string | undefined {
  return isDay(day) ? undefined : t('pilotage.notADay');
}
