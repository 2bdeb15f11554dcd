import { useInfiniteQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { needed } from '../../api/index.js';
import { Icon, MoreButton } from '../../design/index.js';
import { count, locale, t } from '../../i18n/index.js';
import { shares, written, type Import, type ImportReport } from './import.js';
import { anomaliesQuery } from './queries.js';

interface ReportCardProps {
  readonly of: Pick<Import, 'id' | 'state'>;
  readonly report: ImportReport;
  readonly title: string;
  /** The format that the files were read as. */
  readonly under: string | undefined;
}

const FIGURES = ['people', 'parcours', 'exits'] as const;
/** Worth a look before going on, and no refusal. */
const TO_SEE = ['overlaps', 'duplicates'] as const;

/** What an import would write, or wrote: how much of it, and what is wrong, cell by cell, without a value of a file. */
export function ReportCard({ of, report, title, under }: ReportCardProps) {
  const heading = useId();
  const refused = report.rows.dispositions?.refused ?? 0;
  return (
    <section className="card stack" aria-labelledby={heading}>
      <header className="row">
        <h2 id={heading}>{title}</h2>
        {under !== undefined && <p className="quiet">{t('import.readAs', { profile: under })}</p>}
      </header>
      <div className="imports-figures">
        {FIGURES.map((figure) => (
          <p key={figure}>
            <strong>{count(report[figure], locale)}</strong> {t(`import.figure.${figure}`, { count: report[figure] })}
          </p>
        ))}
      </div>
      <p>
        {t('import.rowsRead', { count: report.rows.read, rows: count(report.rows.read, locale) })}{' '}
        {shares(report)
          .map(([disposition, rows]) => `${count(rows, locale)} ${t(`import.row.${disposition}`, { count: rows })}`)
          .join(', ')}
        .
      </p>
      <Share part={written(report)} refused={refused} of={report.rows.read} />
      {TO_SEE.map(
        (figure) =>
          report[figure] > 0 && (
            <p key={figure} className="imports-see">
              <Icon name="alert" />
              {t(`import.figure.${figure}`, { count: report[figure] })}
            </p>
          ),
      )}
      {report.anomalies.length === 0 ? (
        <p className="imports-fine">
          <Icon name="check" />
          {t('import.noAnomaly')}
        </p>
      ) : (
        <Anomalies of={of} report={report} />
      )}
    </section>
  );
}

/** The share of rows that are written, and that of those refused; the sentence above says the same. */
function Share({ part, refused, of }: { readonly part: number; readonly refused: number; readonly of: number }) {
  if (of === 0) return null;
  return (
    <svg className="imports-share" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
      <rect className="imports-share-ground" width="100" height="4" />
      <rect className="imports-share-part" width={(part / of) * 100} height="4" />
      <rect className="imports-share-refused" x={100 - (refused / of) * 100} width={(refused / of) * 100} height="4" />
    </svg>
  );
}

function Anomalies({ of, report: { anomalies, examples, moreExamples } }: Pick<ReportCardProps, 'of' | 'report'>) {
  const lines = useInfiniteQuery({ ...anomaliesQuery(of), ...needed });
  const shown = lines.data?.pages.flatMap(({ items }) => items) ?? [];
  const left = examples.length + moreExamples - shown.length;
  return (
    <>
      <h3>{t('import.anomalies')}</h3>
      <ul className="imports-anomalies">
        {once(anomalies).map(({ record, code, disposition, message, rows }) => (
          <li key={`${record} ${code} ${disposition}`}>
            <b>{count(rows, locale)}</b> {t(`import.row.${disposition}`, { count: rows })} : {message}
          </li>
        ))}
      </ul>
      {shown.length > 0 && (
        // A table that is wider than the screen scrolls by itself, and takes the focus to do so by keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div className="imports-cells" role="region" aria-label={t('import.cells')} tabIndex={0}>
          <table>
            <caption className="visually-hidden">{t('import.cells')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('import.cell.file')}</th>
                <th scope="col">{t('import.cell.line')}</th>
                <th scope="col">{t('import.cell.column')}</th>
                <th scope="col">{t('import.cell.becomes')}</th>
                <th scope="col">{t('import.cell.why')}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map(({ file, line, column, code, disposition, message }, index) => (
                // One row may be read as several things, each with the same thing wrong.
                <tr key={`${index} ${file} ${line} ${column ?? ''} ${code}`}>
                  <td>{file}</td>
                  <td className="imports-line">{count(line, locale)}</td>
                  <td>{column ?? t('import.cell.whole')}</td>
                  <td>{t(`import.row.${disposition}`, { count: 1 })}</td>
                  <td>{message}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {lines.hasNextPage && (
        <div className="row">
          <MoreButton list={lines} />
          {left > 0 && (
            <p className="quiet small">{t('import.moreCells', { count: left, rows: count(left, locale) })}</p>
          )}
        </div>
      )}
    </>
  );
}

/** The same cells are found wrong for each thing that a row tells of: said once. */
function once(anomalies: ImportReport['anomalies']): ImportReport['anomalies'] {
  const said = ({ code, disposition, message, rows }: (typeof anomalies)[number]) =>
    JSON.stringify([code, disposition, message, rows]);
  return anomalies.filter((one, index) => anomalies.findIndex((other) => said(other) === said(one)) === index);
}

/** What an undo took back, and what stays because something rests on it. */
export function UndoCard({ undo: { voided, kept, moreKept } }: { readonly undo: NonNullable<Import['undo']> }) {
  return (
    <section className="card stack" role="status" aria-label={t('import.undone')}>
      <p>
        <Icon name="undo" /> <strong>{t('import.voided', { count: voided, rows: count(voided, locale) })}</strong>
      </p>
      {kept.length > 0 && (
        <>
          <p>{t('import.kept')}</p>
          <ul>
            {kept.map(({ id, message }) => (
              <li key={id}>{message}</li>
            ))}
          </ul>
          {moreKept > 0 && <p className="quiet small">{t('import.moreKept', { count: moreKept })}</p>}
        </>
      )}
    </section>
  );
}
