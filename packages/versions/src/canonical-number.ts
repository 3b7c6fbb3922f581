import { VersionsError } from './errors.ts';

const NUMBER = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,9}))?$/;
const MOST_DIGITS = 38;
const LEAST_EXPONENT = -130;
const MOST_EXPONENT = 125;

/**
 * One text for every way to write a DynamoDB number: plain decimal notation, no leading or trailing zeros, no
 * negative zero. `15.0`, `+15` and `1.5E1` are all `15`. Streams and requests carry numbers as they were written,
 * while images carry them normalised; only this text may be compared.
 * @throws VersionsError `UND_VERSIONS_KEY_INVALID` beyond 38 digits or outside 1E-130 … 9.9…E+125, as DynamoDB refuses it.
 */
export function canonicalNumber(text: string): string {
  const parts = NUMBER.exec(text.trim());
  const [, sign = '', whole = '', fraction = '', exponentText = '0'] = parts ?? [];
  const written = whole + fraction;
  if (parts === null || written === '') throw invalid(text, 'is no number');
  const digits = written.replace(/^0+/, '').replace(/0+$/, '');
  if (digits === '') return '0';
  const leadingZeros = written.length - written.replace(/^0+/, '').length;
  /** Where the decimal point is, counted from before the first digit that is not 0. */
  const point = whole.length - leadingZeros + Number(exponentText);
  if (digits.length > MOST_DIGITS) throw invalid(text, `has more than ${MOST_DIGITS} digits`);
  if (point - 1 < LEAST_EXPONENT || point - 1 > MOST_EXPONENT) throw invalid(text, 'is out of range');
  return (sign === '-' ? '-' : '') + placePoint(digits, point);
}

function placePoint(digits: string, point: number): string {
  if (point <= 0) return `0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return digits.padEnd(point, '0');
  return `${digits.slice(0, point)}.${digits.slice(point)}`;
}

function invalid(text: string, why: string): VersionsError {
  const shown = text.length > 200 ? `${text.slice(0, 200)}…` : text;
  return new VersionsError('UND_VERSIONS_KEY_INVALID', {
    what: `The number "${shown}" ${why}.`,
    details: { text: shown },
  });
}
