const WHOLE = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const SHORT = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });

/** A figure with its thousands apart: `4,182`, and `0.4` below ten. */
export function numberWords(value: number): string {
  return Math.abs(value) < 10 ? SHORT.format(value) : WHOLE.format(value);
}

/** A share in per cent: `0 %`, `0.3 %`, `41 %`. What is not zero never reads as zero. */
export function shareWords(share: number): string {
  const percent = share * 100;
  if (percent > 0 && percent < 0.1) return 'under\u00a00.1\u00a0%';
  return `${numberWords(percent)}\u00a0%`;
}

/** `1 record`, `3 records`. */
export function countWords(count: number, one: string, many = `${one}s`): string {
  return `${numberWords(count)}\u00a0${count === 1 ? one : many}`;
}
