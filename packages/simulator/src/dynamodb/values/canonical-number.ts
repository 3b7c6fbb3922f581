import { validationException } from '../validation-exception.ts';

/** `digits × 10^exponent`; digits carry no leading and no trailing zero, and are empty for zero. */
interface Decimal {
  readonly negative: boolean;
  readonly digits: string;
  readonly exponent: number;
}

const SHORT_INTEGER = /^(?:0|-?[1-9]\d{0,14})$/;
const NUMBER = /^([+-]?)(?:(\d+)\.?(\d*)|\.(\d+))(?:[eE]([+-]?\d+))?$/;

/** DynamoDB keeps 38 significant digits, between 1E-130 and 9.99…E+125. */
const MOST_DIGITS = 38;
const HIGHEST_MAGNITUDE = 126;
const LOWEST_MAGNITUDE = -129;

/** Up to this length a canonical number is exact enough as a double for its order to be right. */
const SAFE_LENGTH = 15;

function trimmed(negative: boolean, digits: string, exponent: number): Decimal {
  const start = digits.search(/[1-9]/);
  if (start < 0) return { negative: false, digits: '', exponent: 0 };
  let end = digits.length;
  while (digits.charCodeAt(end - 1) === 48) end -= 1;
  return { negative, digits: digits.slice(start, end), exponent: exponent + digits.length - end };
}

function parseDecimal(text: string): Decimal | undefined {
  const found = NUMBER.exec(text);
  if (found === null) return undefined;
  const [, sign, whole = '', fraction = '', onlyFraction = '', exponent = '0'] = found;
  const decimals = fraction + onlyFraction;
  return trimmed(sign === '-', whole + decimals, Number(exponent) - decimals.length);
}

const magnitudeOf = ({ digits, exponent }: Decimal): number => digits.length + exponent;

function checked(decimal: Decimal): Decimal {
  if (decimal.digits.length > MOST_DIGITS) {
    throw validationException('DynamoDB only supports precision up to 38 digits');
  }
  if (decimal.digits === '') return decimal;
  const magnitude = magnitudeOf(decimal);
  if (magnitude > HIGHEST_MAGNITUDE) {
    throw validationException(
      'Number overflow. Attempting to store a number with magnitude larger than supported range',
    );
  }
  if (magnitude < LOWEST_MAGNITUDE) {
    throw validationException(
      'Number underflow. Attempting to store a number with magnitude smaller than supported range',
    );
  }
  return decimal;
}

function format({ negative, digits, exponent }: Decimal): string {
  if (digits === '') return '0';
  const sign = negative ? '-' : '';
  if (exponent >= 0) return sign + digits + '0'.repeat(exponent);
  const whole = digits.length + exponent;
  if (whole > 0) return `${sign}${digits.slice(0, whole)}.${digits.slice(whole)}`;
  return `${sign}0.${'0'.repeat(-whole)}${digits}`;
}

/** A canonical text cannot fail to parse. */
function parseCanonical(text: string): Decimal {
  return parseDecimal(text) ?? { negative: false, digits: '', exponent: 0 };
}

/**
 * The one text of a number, as DynamoDB returns it: "1.50" and "15E-1" become "1.5", "-0" becomes "0".
 * @throws ValidationException what is no number, has more than 38 digits, or is too large or too small.
 */
export function canonicalNumber(text: unknown): string {
  if (typeof text === 'string') {
    if (SHORT_INTEGER.test(text)) return text;
    const decimal = parseDecimal(text);
    if (decimal !== undefined) return format(checked(decimal));
  }
  throw validationException('A value provided cannot be converted into a number');
}

/** Orders two canonical numbers: negative, zero or positive, as a sort wants it. */
export function compareNumbers(left: string, right: string): number {
  if (left === right) return 0;
  if (left.length <= SAFE_LENGTH && right.length <= SAFE_LENGTH) return Number(left) - Number(right);
  const a = parseCanonical(left);
  const b = parseCanonical(right);
  const signOf = ({ digits, negative }: Decimal) => (digits === '' ? 0 : negative ? -1 : 1);
  if (signOf(a) !== signOf(b)) return signOf(a) - signOf(b);
  const farther = magnitudeOf(a) - magnitudeOf(b) || (a.digits < b.digits ? -1 : 1);
  return a.negative ? -farther : farther;
}

/**
 * The exact sum of two canonical numbers.
 * @throws ValidationException when it does not fit 38 digits or the range.
 */
export function addNumbers(left: string, right: string): string {
  if (SHORT_INTEGER.test(left) && SHORT_INTEGER.test(right)) return String(Number(left) + Number(right));
  const a = parseCanonical(left);
  const b = parseCanonical(right);
  const exponent = Math.min(a.exponent, b.exponent);
  const scaled = ({ negative, digits, exponent: own }: Decimal) => {
    const whole = BigInt(digits + '0'.repeat(own - exponent));
    return negative ? -whole : whole;
  };
  const sum = scaled(a) + scaled(b);
  const negative = sum < 0n;
  return format(checked(trimmed(negative, String(negative ? -sum : sum), exponent)));
}

export function negateNumber(number: string): string {
  if (number === '0') return number;
  return number.startsWith('-') ? number.slice(1) : `-${number}`;
}

/** Bytes a canonical number counts: two digits a byte, aligned to the point, one more, and one for a sign. */
export function sizeOfNumber(number: string): number {
  if (number.length <= 2) return number === '0' ? 1 : number.startsWith('-') ? 3 : 2;
  const { negative, digits, exponent } = parseCanonical(number);
  const aligned = digits.length + Math.abs(exponent % 2);
  return Math.ceil(aligned / 2) + 1 + (negative ? 1 : 0);
}
