import { useEffect, useRef } from 'react';
import { shortcutsOn } from '../../../app/index.js';
import { Icon } from '../../../design/index.js';
import { t } from '../../../i18n/index.js';
import type { Standing } from '../story/standing.js';
import type { Story } from '../story/story.js';
import { kindsFor } from './kinds/index.js';
import type { StepForm, StepKind } from './step-form.js';

interface KindChooserProps {
  readonly story: Story;
  readonly standing: Standing;
  readonly onChoose: (kind: StepKind) => void;
}

/** What happened? The most likely kinds first, each on a digit; those that cannot be logged say why. */
export function KindChooser({ story, standing, onChoose }: KindChooserProps) {
  const { likely, others, impossible } = kindsFor(story, standing);
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const form = /^[1-8]$/.test(event.key) ? likely[Number(event.key) - 1] : undefined;
      if (form === undefined || event.ctrlKey || event.metaKey || event.altKey || !shortcutsOn()) return;
      event.preventDefault();
      onChoose(form.kind);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [likely, onChoose]);

  return (
    <div className="sheet-body stack">
      <section aria-labelledby="kinds-likely">
        <h3 id="kinds-likely" className="kinds-title">
          {t('step.likely')}
        </h3>
        <ul className="kinds">
          {likely.map((form, index) => (
            <li key={form.kind}>
              <Kind form={form} digit={index + 1} onChoose={onChoose} buttonRef={index === 0 ? first : undefined} />
            </li>
          ))}
        </ul>
      </section>
      {others.length > 0 && (
        <section aria-labelledby="kinds-others">
          <h3 id="kinds-others" className="kinds-title">
            {t('step.others')}
          </h3>
          <ul className="kinds">
            {others.map((form) => (
              <li key={form.kind}>
                <Kind form={form} onChoose={onChoose} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {impossible.length > 0 && (
        <section aria-labelledby="kinds-impossible">
          <h3 id="kinds-impossible" className="kinds-title">
            {t('step.impossible')}
          </h3>
          <ul className="kinds-impossible">
            {impossible.map((form) => (
              <li key={form.kind}>
                {t(`kind.${form.kind}`)} :{' '}
                <span className="quiet">{t(form.impossible(story, standing) ?? 'field.none')}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function Kind({
  form,
  digit,
  onChoose,
  buttonRef,
}: {
  readonly form: StepForm;
  readonly digit?: number;
  readonly onChoose: (kind: StepKind) => void;
  readonly buttonRef?: React.Ref<HTMLButtonElement> | undefined;
}) {
  return (
    <button
      type="button"
      className={`kind kind-${form.hue}`}
      ref={buttonRef}
      aria-keyshortcuts={digit === undefined ? undefined : String(digit)}
      onClick={() => onChoose(form.kind)}
    >
      <span className="kind-disc tinted">
        <Icon name={form.icon} />
      </span>
      {t(`kind.${form.kind}`)}
      {digit !== undefined && <kbd aria-hidden="true">{digit}</kbd>}
    </button>
  );
}
