import type { FindingCode } from './findings.ts';

/** One thing that was seen, and by whom. */
export interface Evidence {
  /** The observer, link or program that saw it. */
  readonly by: string;
  /** One sentence. */
  readonly what: string;
  /** Wall time in ms at which it was seen, by the clock of who saw it. */
  readonly atMs: number;
}

/** Something that is wrong with the service now. */
export interface Finding {
  readonly code: FindingCode;
  /** What it is wrong with: a region, a link `orders us-east-1 → eu-central-1`, an observer, a program. */
  readonly subject: string;
  readonly evidence: readonly Evidence[];
}
