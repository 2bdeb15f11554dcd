import { Algorithm, hashRaw } from '@node-rs/argon2';
import { DomainError } from '@jalons/kernel';

/** Some 11 ms and 19 MiB each (OWASP's second choice for argon2id). */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 } as const;

/** Hashing at once and waiting: memory stays under 80 MB, and the last in line waits half a second. */
const MAX_RUNNING = 4;
const MAX_WAITING = 64;

/** argon2id with a bounded queue: a burst of sign-ins is refused rather than let memory and delay grow. */
export class PasswordHasher {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  /** The raw output, 32 bytes: the proof that the database compares. Refused as `unavailable` when too many wait. */
  async hash(password: string, salt: Uint8Array): Promise<Buffer> {
    await this.enter();
    try {
      // const enums of another package do not survive isolated compilation: 2 is Argon2id.
      return await hashRaw(password.normalize('NFKC'), { ...COST, algorithm: 2 satisfies Algorithm, salt });
    } finally {
      this.running -= 1;
      this.waiting.shift()?.();
    }
  }

  private async enter(): Promise<void> {
    if (this.running >= MAX_RUNNING) {
      if (this.waiting.length >= MAX_WAITING) {
        throw new DomainError(
          'unavailable',
          'sign-in-busy',
          'Trop de connexions en même temps. Réessayez dans un instant.',
        );
      }
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
    this.running += 1;
  }
}
