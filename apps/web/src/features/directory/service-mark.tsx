import type { Service } from '../../api/index.js';
import { Chip } from '../../design/index.js';
import { t } from '../../i18n/index.js';

/** What must be known of a service before one counts on it; nothing where all is well. */
export function ServiceMark({ service: { stale, withdrawnOn } }: { readonly service: Service }) {
  if (withdrawnOn !== null) {
    return (
      <Chip hue="pause" icon="exit">
        {t('directory.withdrawn')}
      </Chip>
    );
  }
  if (!stale) return null;
  return (
    <Chip hue="watch" icon="clock">
      {t('directory.stale')}
    </Chip>
  );
}
