import type { Language } from '@jalons/territory';
import { anomalySentence } from '../decide/sentences.js';
import type { DepositTable } from '../deposits/deposit.js';
import { actionsOf, ASKED } from '../deposits/deposit.js';
import type { KnownDeposit } from '../deposits/deposit-list.js';
import type { KnownProfile } from '../profile/known-profiles.js';
import { columnsOf } from '../profile/match-files.js';
import type { Anomaly } from '../run/import-records.js';
import type { ImportSummary } from '../run/summary.js';
import type {
  ImportExampleView,
  ImportItem,
  ImportReportView,
  ImportUndoView,
  ImportView,
  KeptEntryView,
} from './import-view.dto.js';
import type { ProfileView } from './imports.dto.js';

const KEPT: Readonly<Record<KeptEntryView['because'], string>> = {
  'has-dependants': 'D’autres saisies en dépendent : annulez-les d’abord, puis recommencez.',
  'changed-since': 'Quelqu’un l’a annulée ou corrigée depuis : elle reste comme cette personne l’a laissée.',
};

/** Everything of one import. */
export function viewOf(
  deposit: KnownDeposit,
  tables: readonly DepositTable[],
  profiles: readonly KnownProfile[],
  language: Language,
): ImportView {
  const { preview, result, undo } = deposit;
  return {
    ...itemOf(deposit, profiles, language),
    tables,
    preview: preview === null ? null : reportOf(preview),
    result: result === null ? null : reportOf(result),
    undo: undo === null ? null : undoView(undo),
  };
}

/** An import in a list: counts, and nothing line by line. */
export function itemOf(deposit: KnownDeposit, profiles: readonly KnownProfile[], language: Language): ImportItem {
  const { id, structure, createdAt, createdBy, createdByName, state, profile, referenceOn, files } = deposit;
  const { progress, result, failure, undo } = deposit;
  const known = profiles.find((one) => one.id === profile);
  return {
    ...{ id, structure, state, referenceOn, files, progress, failure },
    createdAt: new Date(createdAt).toISOString(),
    createdBy: { id: createdBy, displayName: createdByName },
    busy: ASKED.includes(state),
    actions: actionsOf(state, deposit.import !== null),
    profile: profile === null ? null : { id: profile, title: known?.profile.title[language] ?? profile },
    result: result === null ? null : withoutExamples(reportOf(result)),
    undo: undo === null ? null : countsOfUndo(undo),
  };
}

export function profileView({ id, profile }: KnownProfile, language: Language): ProfileView {
  const files = profile.files.filter(({ records }) => records.length > 0);
  return {
    ...{ id, title: profile.title[language] },
    files: files.map((file) => ({ name: file.name, requires: file.requires, columns: [...columnsOf(file)] })),
  };
}

function reportOf({ rows, people, parcours, exits, overlaps, duplicates, ...more }: ImportSummary): ImportReportView {
  return {
    ...{ people, parcours, exits, overlaps, duplicates },
    rows: { read: rows.read, dispositions: rows.dispositions },
    anomalies: rows.anomalies.map(({ record, anomaly: code, disposition, rows: count }) => ({
      ...{ record, code, disposition, message: anomalySentence({ code, disposition }), rows: count },
    })),
    examples: more.examples.map(exampleView),
    moreExamples: more.moreExamples,
  };
}

/** One of the lines that have something wrong, or to know of. */
export function exampleView({ file, line, column, code, disposition }: Anomaly): ImportExampleView {
  return {
    ...{ file, line, column: column === '' ? null : column, code, disposition },
    message: anomalySentence({ code, disposition }),
  };
}

function withoutExamples(report: ImportReportView): ImportReportView {
  return { ...report, examples: [], moreExamples: report.examples.length + report.moreExamples };
}

function undoView({ voided, kept, moreKept }: NonNullable<KnownDeposit['undo']>): ImportUndoView {
  return { voided, kept: kept.map(keptView), moreKept };
}

function countsOfUndo({ voided, kept, moreKept }: NonNullable<KnownDeposit['undo']>): ImportUndoView {
  return { voided, kept: [], moreKept: kept.length + moreKept };
}

function keptView({ stream, type, because }: NonNullable<KnownDeposit['undo']>['kept'][number]): KeptEntryView {
  const dash = stream.indexOf('-');
  const category = stream.slice(0, dash);
  const kind = category === 'parcours' || category === 'structure' ? category : 'person';
  return { kind, id: stream.slice(dash + 1), type, because, message: KEPT[because] };
}
