import { createHash } from 'node:crypto';
import { ApiError } from '../errors.ts';

/** An order, by what makes it the same as another one. */
export interface OrderIdentity {
  readonly by: string;
  readonly key: string;
  /** Method, path and body. */
  readonly order: string;
}

interface Kept {
  readonly digest: string;
  readonly answer: Promise<unknown>;
}

/** Answers of orders by their Idempotency-Key, also of those that are being carried out: the same order again gets the same answer. */
export class KeptAnswers {
  readonly #most: number;
  readonly #kept = new Map<string, Kept>();

  constructor(most = 2_000) {
    this.#most = most;
  }

  /** An order that failed may be tried again by its key. @throws ApiError `UND_API_KEY_REUSED`; what `act` throws */
  async once<T>({ by, key, order }: OrderIdentity, act: () => Promise<T>): Promise<T> {
    const name = `${by}\n${key}`;
    const digest = createHash('sha256').update(order).digest('base64url');
    const known = this.#kept.get(name);
    if (known !== undefined && known.digest !== digest)
      throw new ApiError('UND_API_KEY_REUSED', { what: 'The key was sent with another order before.' });
    if (known !== undefined) return (await known.answer) as T;
    const answer = act();
    this.#kept.set(name, { digest, answer });
    answer.catch(() => this.#kept.delete(name));
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= this.#most) break;
      this.#kept.delete(oldest);
    }
    return answer;
  }
}
