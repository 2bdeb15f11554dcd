import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { t } from '../../i18n/index.js';
import { anyDuplicateQuery } from './queries.js';

/** Over the file active, where some of its records may be one person: the way to settle it. */
export function DuplicatesLine() {
  const any = useQuery(anyDuplicateQuery).data === true;
  if (!any) return null;
  return (
    <p className="small">
      {t('duplicates.line')} <Link to="/doublons">{t('duplicates.go')}</Link>
    </p>
  );
}
