import { createHash } from 'node:crypto';

/** What happened, line by line, for people and for comparing two runs; costs nothing where it is not kept. */
export class Timeline {
  readonly isKept: boolean;
  readonly #lines: string[] = [];

  constructor(isKept: boolean) {
    this.isKept = isKept;
  }

  note(atMs: number, what: string): void {
    if (this.isKept) this.#lines.push(`${atMs.toFixed(3).padStart(10)}  ${what}`);
  }

  get text(): string {
    return `${this.#lines.join('\n')}\n`;
  }

  digest(): string {
    return createHash('sha256').update(this.text).digest('hex');
  }
}
