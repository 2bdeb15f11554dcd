import { Icon } from '../../../design/index.js';
import { isMessage, locale, t } from '../../../i18n/index.js';
import { GROUPS, numbersIn, type RuleFile } from '../rule-set.js';
import { CellSelect, NumberField } from './number-field.js';
import type { Pen } from './pen.js';

interface RuleRowProps {
  readonly rule: RuleFile;
  readonly index: number;
  readonly pen: Pen;
  readonly onVariant?: () => void;
  readonly onRemove?: () => void;
}

/** One appearance of a rule: its name, its weight and family, and its own parameters. */
export function RuleRow({ rule, index, pen, onVariant, onRemove }: RuleRowProps) {
  const at = `/rules/${String(index)}`;
  const name = rule.label[locale === 'en' ? 'en' : 'fr'];
  return (
    <li className="rules-rule">
      <div className="row rules-rule-head">
        <h3>
          {name} <span className="quiet small">{rule.instance}</span>
        </h3>
        <span className="rules-family">
          {pen.write !== undefined && <span className="quiet small">{t('rules.group')}</span>}
          <CellSelect
            pen={pen}
            at={`${at}/group`}
            label={t('rules.familyOf', { rule: rule.instance })}
            options={[
              { value: null, label: t('rules.group.none') },
              ...GROUPS.map((group) => ({ value: group, label: t(`rules.group.${group}`) })),
            ]}
          />
        </span>
      </div>
      <p className="quiet small">{t(descriptionOf(rule.rule))}</p>
      <div className="rules-numbers">
        <NumberField pen={pen} at={`${at}/weight`} label={t('rules.weight')} />
        {numbersIn(rule.params).map((path) => (
          <NumberField key={path} pen={pen} at={`${at}/params/${path}`} label={labelOf(path)} />
        ))}
        <NumberField pen={pen} at={`${at}/rearmDays`} label={t('rules.rearmDays')} optional />
      </div>
      {onVariant !== undefined && onRemove !== undefined && (
        <div className="row">
          <button type="button" className="link-button small" onClick={onVariant}>
            {t('rules.variant')}
            <span className="visually-hidden"> : {rule.instance}</span>
          </button>
          <button type="button" className="link-button small" onClick={onRemove}>
            <Icon name="close" />
            {t('rules.remove')}
            <span className="visually-hidden"> : {rule.instance}</span>
          </button>
        </div>
      )}
    </li>
  );
}

function labelOf(path: string): string {
  const key = `param.${path}`;
  return isMessage(key) ? t(key) : path;
}

function descriptionOf(rule: string) {
  const key = `rule.${rule}`;
  return isMessage(key) ? key : 'rule.other';
}
