import { isMessage, t } from '../../../i18n/index.js';
import { CELL_DAYS, COLUMNS, EFFECTS, escaped, type Cell, type RuleSetFile } from '../rule-set.js';
import { CellSelect, NumberField } from './number-field.js';
import type { Pen } from './pen.js';

/** What a delay begins as, to be changed. */
const USUAL_DAYS = 7;

interface SuppressionTableProps {
  readonly suppression: RuleSetFile['suppression'];
  readonly pen: Pen;
}

/** What keeps each rule quiet, or ends it: an appointment, a pause, a start to come, the exit, a wish. */
export function SuppressionTable({ suppression, pen }: SuppressionTableProps) {
  return (
    <section className="card stack" aria-labelledby="rules-suppression">
      <h2 id="rules-suppression">{t('rules.suppression')}</h2>
      <p className="quiet small">{t('rules.suppressionHelp')}</p>
      {/* What is cut off at the side is reached by the arrow keys. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="rules-scroll" tabIndex={0} role="region" aria-label={t('rules.wide')}>
        <table className="plain-table">
          <caption className="visually-hidden">{t('rules.suppression')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('risk.column.rule')}</th>
              {COLUMNS.map((column) => (
                <th scope="col" key={column}>
                  {t(`rules.column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {Object.entries(suppression).map(([row, cells]) => (
              <tr key={row}>
                <th scope="row">{rowName(row)}</th>
                {COLUMNS.map((column) => (
                  <td key={column}>
                    <OneCell
                      cell={cells[column]}
                      at={`/suppression/${escaped(row)}/${column}`}
                      label={`${rowName(row)}, ${t(`rules.column.${column}`)}`}
                      column={column}
                      pen={pen}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

interface OneCellProps {
  readonly cell: Cell | undefined;
  readonly at: string;
  readonly label: string;
  readonly column: string;
  readonly pen: Pen;
}

function OneCell({ cell, at, label, column, pen }: OneCellProps) {
  return (
    <span className="rules-cell">
      <CellSelect
        pen={pen}
        at={`${at}/effect`}
        label={label}
        options={EFFECTS.map((effect) => ({ value: effect, label: t(`rules.effect.${effect}`) }))}
      />
      {cell?.effect === 'mute' &&
        (CELL_DAYS[column] ?? []).map((days) =>
          cell[days] === undefined && pen.write !== undefined ? (
            <button
              key={days}
              type="button"
              className="link-button small"
              aria-label={`${t(`rules.${days}`)} : ${label}`}
              onClick={() => pen.write?.(`${at}/${days}`, USUAL_DAYS)}
            >
              {t(`rules.${days}`)}
            </button>
          ) : (
            <NumberField key={days} pen={pen} at={`${at}/${days}`} label={t(`rules.${days}`)} optional />
          ),
        )}
    </span>
  );
}

/** `R5/absence` is one of the two ways in which a rule holds. */
function rowName(row: string): string {
  const [rule = row, variant] = row.split('/');
  const key = `rules.row.${variant ?? ''}`;
  return variant === undefined ? rule : `${rule}, ${isMessage(key) ? t(key) : variant}`;
}
