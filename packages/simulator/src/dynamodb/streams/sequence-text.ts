/** Above every number a stream hands out: so that all have 21 digits and text order is their order. */
const BASE = 10n ** 20n;

export const sequenceText = (sequence: number): string => `1${String(sequence).padStart(20, '0')}`;

/** The number behind a text of 21 to 40 digits; undefined for any other text. */
export function sequenceOf(text: string): number | undefined {
  return /^\d{21,40}$/.test(text) ? Number(BigInt(text) - BASE) : undefined;
}
