import { Icon } from '../../design/icon.js';
import { t } from '../../i18n/index.js';
import './elevations.css';

/** Over a case that its reader takes no part in: why nothing is offered to be recorded. */
export function ReadOnlyWord() {
  return (
    <p className="elevation-word">
      <Icon name="eye" />
      {t('elevation.readOnly')}
    </p>
  );
}
