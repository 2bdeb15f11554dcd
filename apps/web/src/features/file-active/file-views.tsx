import type { CaseCounts } from '../../api/index.js';
import { Pills, Segments } from '../../design/index.js';
import { t } from '../../i18n/index.js';
import { countOf, VIEWS, type View, type Whose } from './views.js';

interface FileViewsProps {
  readonly view: View;
  readonly whose: Whose;
  readonly counts: CaseCounts | undefined;
  readonly onChange: (view: View, whose: Whose) => void;
}

/** What is urgent as soon as there is one. */
const HOT = new Set<View>(['atRisk', 'noReferent', 'late']);

/** The ways of looking at the list, each with how many wait there. */
export function FileViews({ view, whose, counts, onChange }: FileViewsProps) {
  return (
    <>
      <div className="row">
        <Segments<Whose>
          label={t('file.whose')}
          value={whose}
          onChange={(whose) => onChange(view, whose)}
          options={[
            { value: 'mine', label: t('file.mine') },
            { value: 'all', label: t('file.everyone') },
          ]}
        />
        {/* Said again when what is to do has changed under the reader's eyes. */}
        <p className="quiet" role="status">
          {counts !== undefined && t('file.summary', { open: counts.open, mine: counts.mine })}
        </p>
      </div>
      <Pills
        label={t('file.tabs')}
        value={view}
        onChange={(each) => onChange(each, whose)}
        options={VIEWS.map((each) => {
          const held = countOf(each, whose, counts);
          return {
            value: each,
            label: t(`file.${each}`),
            ...(held !== undefined && { count: held, hot: HOT.has(each) && held > 0 }),
          };
        })}
      />
    </>
  );
}
