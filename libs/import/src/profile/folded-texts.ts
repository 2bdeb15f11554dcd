import { foldedTitle } from '../read/table-columns.js';

/** Texts remembered: the kinds of rows of a table are few, and what a cell says is not kept for longer than need be. */
const MOST_KNOWN = 500;

/**
 * Texts as {@link foldedTitle} folds them. Dozens of records of one file ask each row the same question, « which kind
 * of step are you? »: folding the answer each time was a seventh of the reading of a file.
 */
export class FoldedTexts {
  private readonly known = new Map<string, string>();

  fold(text: string): string {
    let folded = this.known.get(text);
    if (folded === undefined) {
      folded = foldedTitle(text);
      if (this.known.size >= MOST_KNOWN) this.known.clear();
      this.known.set(text, folded);
    }
    return folded;
  }
}
