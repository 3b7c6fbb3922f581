/** How long DynamoDB recognises a ClientRequestToken, and so how long a repeat may be meant. */
const TOKEN_MS = 10 * 60 * 1000;
const MOST_TOKENS = 10_000;

/**
 * The epochs in which this client sent the callers' ClientRequestTokens. DynamoDB recognises a token in one region only, and
 * only with the same stamps: in another epoch a repeat would be applied again, or be refused as a mismatch.
 */
export class TokenEpochs {
  readonly #sent = new Map<string, { readonly epoch: number; readonly atMs: number }>();

  /** The transaction of that token was applied, or may have been. */
  note(token: string, epoch: number, nowMs: number): void {
    this.#sent.delete(token);
    this.#sent.set(token, { epoch, atMs: nowMs });
    for (const [oldest, { atMs }] of this.#sent) {
      if (this.#sent.size <= MOST_TOKENS && nowMs - atMs < TOKEN_MS) break;
      this.#sent.delete(oldest);
    }
  }

  /** The other epoch in which that token was sent within the last ten minutes. */
  otherEpoch(token: string, epoch: number, nowMs: number): number | undefined {
    const sent = this.#sent.get(token);
    return sent === undefined || sent.epoch === epoch || nowMs - sent.atMs >= TOKEN_MS
      ? undefined
      : sent.epoch;
  }
}
