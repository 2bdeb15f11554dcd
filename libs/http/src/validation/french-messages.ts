/** What a field must be, in French, by name of the class-validator constraint; `limit` is the number it was given. */
const MESSAGES: Readonly<Record<string, (limit: string) => string>> = {
  isNotEmpty: () => 'Ce champ est obligatoire.',
  isDefined: () => 'Ce champ est obligatoire.',
  isString: () => 'Saisissez du texte.',
  isInt: () => 'Saisissez un nombre entier.',
  isNumber: () => 'Saisissez un nombre.',
  isPositive: () => 'Saisissez un nombre positif.',
  isBoolean: () => 'Répondez par oui ou non.',
  isArray: () => 'Une liste est attendue.',
  isObject: () => 'Un objet est attendu.',
  nestedValidation: () => 'Un objet est attendu.',
  arrayNotEmpty: () => 'Choisissez au moins une valeur.',
  arrayMinSize: (limit) => `Au moins ${limit} valeurs sont attendues.`,
  arrayMaxSize: (limit) => `Pas plus de ${limit} valeurs.`,
  minLength: (limit) => `Saisissez au moins ${limit} caractères.`,
  maxLength: (limit) => `Ne dépassez pas ${limit} caractères.`,
  isLength: () => "La longueur de ce texte n'est pas acceptée.",
  min: (limit) => `Saisissez une valeur d'au moins ${limit}.`,
  max: (limit) => `Ne dépassez pas ${limit}.`,
  isIn: () => 'Choisissez une des valeurs proposées.',
  isEnum: () => 'Choisissez une des valeurs proposées.',
  isUuid: () => "Cet identifiant n'est pas valable.",
  isEmail: () => 'Saisissez une adresse de courriel, par exemple prenom.nom@exemple.fr.',
  isDateString: () => 'Saisissez une date, par exemple 2026-03-31.',
  isIso8601: () => 'Saisissez une date, par exemple 2026-03-31.',
  matches: () => "Ce texte n'a pas la forme attendue.",
  isUrl: () => 'Saisissez une adresse web complète.',
  whitelistValidation: () => "Ce champ n'est pas connu.",
};

/** How class-validator begins the messages it writes itself; anything else was written by us, in French. */
const BUILT_IN =
  /^(each value in )?(nested property )?\S+ (must|should|has to)\b|^property \S+ should not exist|^an unknown/;

/** The French sentence for one broken constraint. Never holds the value that broke it. */
export function frenchMessage(constraint: string, original: string): string {
  if (!BUILT_IN.test(original)) return original;
  const limit = /(-?\d+)(?!.*\d)/.exec(original)?.[1] ?? '';
  return MESSAGES[constraint]?.(limit) ?? "Cette valeur n'est pas acceptée.";
}

/** `maxLength` → `max-length`: codes are in kebab case everywhere. */
export function codeOf(constraint: string): string {
  return constraint.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
