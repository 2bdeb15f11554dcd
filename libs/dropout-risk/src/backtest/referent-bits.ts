import type { Uuid } from '@jalons/kernel';

/** Landmarks in a row at which somebody answered for a parcours, by their indices, the last one included. */
export interface ReferentSpan {
  readonly professional: Uuid;
  readonly first: number;
  last: number;
}

/** At which landmarks each professional answered for somebody: one bit for each. */
export class ReferentBits {
  readonly bits = new Map<Uuid, Uint8Array>();

  add({ professional, first, last }: ReferentSpan): void {
    const known = this.bits.get(professional) ?? new Uint8Array(16);
    const bits = last >> 3 < known.length ? known : longer(known, (last >> 3) + 1);
    for (let index = first; index <= last; index += 1) bits[index >> 3]! |= 1 << (index & 7);
    this.bits.set(professional, bits);
  }

  /** Adds those that another reader saw. */
  absorb(others: ReadonlyMap<Uuid, Uint8Array>): void {
    for (const [professional, bits] of others) {
      const known = longer(this.bits.get(professional) ?? new Uint8Array(0), bits.length);
      for (const [byte, value] of bits.entries()) known[byte]! |= value;
      this.bits.set(professional, known);
    }
  }

  /** How many professionals there were on average, over the landmarks at which there was any; null without one. */
  average(): number | null {
    const length = [...this.bits.values()].reduce((most, bits) => Math.max(most, bits.length), 0);
    let [landmarks, all] = [0, 0];
    for (let index = 0; index < length * 8; index += 1) {
      let there = 0;
      for (const bits of this.bits.values()) there += ((bits[index >> 3] ?? 0) >> (index & 7)) & 1;
      if (there > 0) landmarks += 1;
      all += there;
    }
    return landmarks === 0 ? null : all / landmarks;
  }
}

/** A copy of at least so many bytes. */
function longer(bits: Uint8Array, length: number): Uint8Array {
  const copy = new Uint8Array(Math.max(length, bits.length, bits.length * 2 * Number(length > bits.length)));
  copy.set(bits);
  return copy;
}
