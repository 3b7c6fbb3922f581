/** The least and the most that an option takes; both are allowed. */
export interface Range {
  readonly least: number;
  readonly most: number;
}

/** The whole number that `text` is, written in digits and nothing else; `undefined` where it is none of the range. */
export function wholeNumber(text: string, { least, most }: Range): number | undefined {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return value >= least && value <= most ? value : undefined;
}
