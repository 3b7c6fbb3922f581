const KEPT_BYTES = 8_192;
const SHOWN_CHARACTERS = 2_000;

/** Keeps the end of what a program writes, however much that is. */
export class TailOfOutput {
  #kept: Buffer = Buffer.alloc(0);
  #isCut = false;

  add(chunk: Buffer): void {
    const all = Buffer.concat([this.#kept, chunk.subarray(-KEPT_BYTES)]);
    this.#isCut ||= this.#kept.length + chunk.length > KEPT_BYTES;
    this.#kept = all.subarray(-KEPT_BYTES);
  }

  /**
   * Its last lines as text, without what `redact` takes out.
   * A line whose beginning is gone is left out: what makes a secret recognizable may be in the part that is gone.
   */
  text(redact: (text: string) => string): string {
    const kept = this.#kept.toString('utf8');
    const whole = this.#isCut ? afterFirstLine(kept) : kept;
    const clean = redact(whole).trim();
    if (clean.length <= SHOWN_CHARACTERS) return this.#isCut ? `…\n${clean}` : clean;
    return `…\n${clean.slice(-SHOWN_CHARACTERS)}`;
  }
}

function afterFirstLine(text: string): string {
  const at = text.indexOf('\n');
  return at < 0 ? '' : text.slice(at + 1);
}
