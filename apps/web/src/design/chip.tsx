import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.js';

/** One hue, one icon and one word each, everywhere. */
export type Hue =
  'support' | 'training' | 'job' | 'action' | 'orientation' | 'pause' | 'brick' | 'watch' | 'risk' | 'critical';

export function Chip({
  hue,
  icon,
  children,
}: {
  readonly hue: Hue;
  readonly icon: IconName;
  readonly children: ReactNode;
}) {
  return (
    <span className={`chip tinted kind-${hue}`}>
      <Icon name={icon} />
      {children}
    </span>
  );
}
