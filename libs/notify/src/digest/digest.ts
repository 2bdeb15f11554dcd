import type { CivilDate, Instant, Uuid } from '@jalons/kernel';

/** How often somebody wants a digest. */
export const FREQUENCIES = ['daily', 'weekly', 'none'] as const;
export type Frequency = (typeof FREQUENCIES)[number];

export interface DigestSection {
  readonly title: string;
  /** One line each: case numbers, levels and days, never a name nor a reason. */
  readonly lines: readonly string[];
  /** Said after the lines, where there are more than are listed. */
  readonly more?: string;
}

/** What one digest tells, in French; nothing of it may tell who a person is. */
export interface DigestContent {
  readonly subject: string;
  readonly sections: readonly DigestSection[];
  /** What else waits, in a sentence. */
  readonly rest?: string;
  /** Path of the page where all of it is, below the address of the product. */
  readonly path: string;
}

/** For whom, and for which morning. */
export interface DigestAsked {
  readonly digest: Uuid;
  readonly professional: Uuid;
  readonly day: CivilDate;
}

/** Where digests get what they tell; it remembers what it told to whom. */
export interface DigestSource {
  isWorkingDay(day: CivilDate): boolean;
  /** False while many things at once, of an import or of other rules, are still being found out: one digest tells them. */
  settled(now: Instant): Promise<boolean>;
  /**
   * Notes what a digest tells, and answers it; null where there is nothing. Asked again for the same digest, it tells
   * what is left of the same; what another digest told is told by no other one.
   */
  claim(asked: DigestAsked): Promise<DigestContent | null>;
  /** Takes back what a digest was to tell: it did not leave, a later one tells it. */
  release(digest: Uuid): Promise<void>;
  /** Forgets what concerns nobody any more. */
  tidy(): Promise<void>;
}
