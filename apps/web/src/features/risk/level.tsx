import { Chip, type Hue } from '../../design/index.js';
import { t } from '../../i18n/index.js';

export type Level = 'none' | 'watch' | 'at-risk' | 'critical';

const HUES: Readonly<Record<Exclude<Level, 'none'>, Hue>> = {
  watch: 'watch',
  'at-risk': 'risk',
  critical: 'critical',
};

/** A level in a word, a sign and a colour; none is no chip. */
export function LevelChip({ level }: { readonly level: Level }) {
  if (level === 'none') return null;
  return (
    <Chip hue={HUES[level]} icon="alert">
      {t(`level.${level}`)}
    </Chip>
  );
}

/** The class that marks the left edge of what has this level; nothing where there is none. */
export function edgeOf(level: Level | undefined): string {
  return level === undefined || level === 'none' ? '' : `edge kind-${HUES[level]}`;
}
