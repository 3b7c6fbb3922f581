const NUMBER = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/;
const MOST_DIGITS = 38;
const LEAST_EXPONENT = -130;
const MOST_EXPONENT = 125;

/** `digits × 10^-scale`, exactly. */
interface Exact {
  readonly digits: bigint;
  readonly scale: number;
}

/**
 * The sum of DynamoDB numbers, each with the sign to take it with, as plain decimal text. No float has a part in it.
 * `undefined` where the sum has more than 38 digits or is outside 1E-130 … 9.9…E+125: DynamoDB could not keep it exactly.
 */
export function addNumbers(...terms: readonly (readonly [sign: 1 | -1, text: string])[]): string | undefined {
  const exact = terms.map(([sign, text]) => ({ sign: BigInt(sign), ...exactOf(text) }));
  const scale = Math.max(...exact.map((one) => one.scale));
  const digits = exact.reduce(
    (sum, one) => sum + one.sign * one.digits * 10n ** BigInt(scale - one.scale),
    0n,
  );
  return textOf({ digits, scale });
}

function exactOf(text: string): Exact {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = NUMBER.exec(text.trim()) ?? [];
  const digits = BigInt(`${whole}${fraction}` || '0') * (sign === '-' ? -1n : 1n);
  const scale = fraction.length - Number(exponent);
  return scale >= 0 ? { digits, scale } : { digits: digits * 10n ** BigInt(-scale), scale: 0 };
}

function textOf({ digits, scale }: Exact): string | undefined {
  if (digits === 0n) return '0';
  const sign = digits < 0n ? '-' : '';
  const padded = String(digits < 0n ? -digits : digits).padStart(scale + 1, '0');
  const whole = padded.slice(0, padded.length - scale);
  const fraction = padded.slice(padded.length - scale).replace(/0+$/, '');
  const significant = `${whole}${fraction}`.replace(/^0+/, '');
  /** Of the first digit that is not 0. */
  const exponent = significant.length - fraction.length - 1;
  if (exponent < LEAST_EXPONENT || exponent > MOST_EXPONENT) return undefined;
  const counted = fraction === '' ? significant.replace(/0+$/, '') : significant;
  if (counted.length > MOST_DIGITS) return undefined;
  return `${sign}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}
