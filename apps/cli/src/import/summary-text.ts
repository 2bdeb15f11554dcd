import { anomalySentence, type Disposition, type ImportSummary, type UndoSummary } from '@jalons/import';

const DISPOSITIONS: Readonly<Record<Disposition, string>> = {
  imported: 'importées',
  changed: 'modifiées',
  unchanged: 'inchangées',
  superseded: 'remplacées par un état plus récent',
  quarantined: 'en quarantaine',
  refused: 'refusées',
  ignored: 'sans objet',
  reference: 'de référence',
};

/** How many lines with something to tell are shown; all of them are in the records of the import. */
const SHOWN = 20;

/** What an import answers, for people. */
export function summaryText(summary: ImportSummary, settled: boolean): readonly string[] {
  const { rows, people, parcours, exits, overlaps, duplicates, events, examples, dryRun, files } = summary;
  const counts = (Object.keys(DISPOSITIONS) as Disposition[])
    .filter((disposition) => rows.dispositions[disposition] > 0)
    .map((disposition) => `${number(rows.dispositions[disposition])} ${DISPOSITIONS[disposition]}`);
  const told = examples.slice(0, SHOWN).map(({ file, line, column, code, disposition }) => {
    const where = column === '' ? `${file}, ligne ${line}` : `${file}, ligne ${line}, colonne ${column}`;
    return `  ${where} : ${anomalySentence({ code, disposition })}`;
  });
  const more = examples.length - told.length + summary.moreExamples;
  return [
    ...(dryRun ? ['Essai : rien n’est écrit.'] : []),
    ...files.filter(({ as }) => as === null).map(({ name }) => `${name} : rien à importer dans ce fichier.`),
    `${number(rows.read)} lignes lues : ${counts.join(', ')}.`,
    `${number(people)} personnes, ${number(parcours)} parcours, ${number(exits)} sorties, ${number(overlaps)} chevauchements.`,
    ...(duplicates > 0
      ? [`${number(duplicates)} personnes en rappellent une autre : à rapprocher, si c’est la même.`]
      : []),
    ...told,
    ...(more > 0 ? [`  … et ${number(more)} autres lignes signalées.`] : []),
    ...(dryRun || summary.import === null
      ? []
      : [`${number(events)} événements écrits. Pour annuler cet import : jalons import --undo ${summary.import}`]),
    ...(settled ? [] : [BEHIND]),
  ];
}

const KEPT: Readonly<Record<UndoSummary['kept'][number]['because'], string>> = {
  'has-dependants': 'd’autres saisies en dépendent',
  'changed-since': 'annulée ou corrigée depuis',
};

/** What an undo answers, for people. */
export function undoText({ voided, kept, events }: UndoSummary, settled: boolean): readonly string[] {
  const told = kept.slice(0, SHOWN).map(({ stream, type, because }) => `  ${stream} : ${type}, ${KEPT[because]}.`);
  const more = kept.length - told.length;
  return [
    `${number(voided)} saisies annulées, ${number(events)} événements écrits.`,
    ...(kept.length > 0 ? [`${number(kept.length)} saisies restent :`, ...told] : []),
    ...(more > 0 ? [`  … et ${number(more)} autres.`] : []),
    ...(settled ? [] : [BEHIND]),
  ];
}

const BEHIND = 'Les tables de lecture ne sont pas encore à jour : elles suivent.';

function number(count: number): string {
  return count.toLocaleString('fr-FR');
}
