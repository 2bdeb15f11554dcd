import { isRate, marginOf, statusOf, type Figure, type IndicatorDefinition } from '@jalons/indicators';

/** A figure for people: what the screen says of it, and how far it was counted. */
export function figureText(figure: Figure, definition: IndicatorDefinition): readonly string[] {
  const { id, version, label, words } = definition;
  const rate = isRate(definition);
  const { value, provisional, position, asOf } = figure;
  const shown = value === null ? 'sans objet' : rate ? percent(value, 1) : String(value);
  const notes = [...(provisional ? ['provisoire'] : []), ...(rate ? fragility(figure) : [])];
  return [
    `${label.fr} : ${shown}${notes.length === 0 ? '' : ` (${notes.join(' ; ')})`}`,
    ...(rate ? [`${restsOn(figure)}.`] : []),
    ...erased(figure),
    words.fr,
    `Définition ${id}, version ${version}${statusOf(definition) === 'to-confirm' ? ' (à confirmer)' : ''}.`,
    `Tel que connu le ${new Date(asOf).toISOString()}${position === null ? '' : `, jusqu’à la position ${position} du journal`}.`,
  ];
}

function restsOn({ numerator, strictlyPositive, denominator, neutralised, unknown, undetermined }: Figure): string {
  const share = unknown === 0 || denominator === null ? '' : ` (${percent(unknown / denominator, 1)})`;
  return [
    `${numerator} sur ${denominator}`,
    ...(strictlyPositive === null ? [] : [`dont positives au sens strict : ${strictlyPositive}`]),
    `${neutralised} ${neutralised < 2 ? 'neutralisée' : 'neutralisées'}`,
    `${unknown} de motif inconnu${share}`,
    `${undetermined} dont le contrat est trop peu connu`,
  ].join(' ; ');
}

function fragility(figure: Figure): readonly string[] {
  const { interval, fragile } = marginOf(figure);
  if (!fragile || interval === null) return [];
  return [`fragilité liée à l’effectif : ${percent(interval.low, 0)} à ${percent(interval.high, 0)}`];
}

function erased({ erased: parcours, cutsQuarter }: Figure): readonly string[] {
  return [
    ...(parcours > 0 ? [`Dont ${parcours} parcours de personnes effacées, connus par leurs seuls trimestres.`] : []),
    ...(cutsQuarter
      ? ['La période ou la date coupe un trimestre : les parcours de personnes effacées n’y sont placés qu’à peu près.']
      : []),
  ];
}

function percent(share: number, digits: number): string {
  return share.toLocaleString('fr-FR', {
    style: 'percent',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}
