import type { Figure } from '../../../api/index.js';

interface ShareBarProps {
  /** From 0 to 1. */
  readonly share: number;
  readonly interval: Figure['interval'];
}

/** The share on a bar from nothing to all, its interval in a bracket under it; said in words beside it. */
export function ShareBar({ share, interval }: ShareBarProps) {
  const x = (value: number) => `${value * 100}%`;
  return (
    <svg className="share-bar" aria-hidden="true" width="100%" height="22">
      <rect className="share-all" width="100%" height="12" rx="6" />
      <rect className="share-part" width={x(share)} height="12" rx="6" />
      {interval !== null && (
        <>
          <line className="share-interval" x1={x(interval.low)} x2={x(interval.high)} y1="19" y2="19" />
          {[interval.low, interval.high].map((end) => (
            <line key={end} className="share-interval" x1={x(end)} x2={x(end)} y1="15" y2="20" />
          ))}
        </>
      )}
    </svg>
  );
}
