import { ApiRefusal } from './api-refusal.ts';

type Row = object;

const LEAST_SIZE = 25;
const MOST_SIZE = 500;
const STANDARD_SIZE = 100;

/** What a list's call asked for. */
export interface ListRequest {
  readonly query: URLSearchParams;
  /** The text of `X-Filter`; empty without a filter. */
  readonly filter: string;
}

/**
 * One page of rows as the API gives it, filtered by `X-Filter`.
 * @param filterable the keys a filter may name; none where the list takes no filter
 */
export function pageResults(
  rows: readonly Row[],
  { query, filter }: ListRequest,
  filterable: readonly string[],
): object {
  const size = numberOf(query, 'page_size', STANDARD_SIZE);
  if (size < LEAST_SIZE || size > MOST_SIZE)
    throw new ApiRefusal(400, `Must be ${LEAST_SIZE}-${MOST_SIZE}`, 'page_size');
  const chosen = filter === '' ? [...rows] : applyFilter(rows, filter, filterable);
  const pages = Math.max(1, Math.ceil(chosen.length / size));
  const page = numberOf(query, 'page', 1);
  if (page < 1 || page > pages) throw new ApiRefusal(404, 'Not found');
  return { data: chosen.slice((page - 1) * size, page * size), page, pages, results: chosen.length };
}

function numberOf(query: URLSearchParams, name: string, standard: number): number {
  const text = query.get(name);
  if (text === null) return standard;
  if (!/^\d{1,6}$/.test(text)) throw new ApiRefusal(400, 'Must be of type Integer', name);
  return Number(text);
}

function applyFilter(rows: readonly Row[], text: string, filterable: readonly string[]): Row[] {
  let filter: unknown;
  try {
    filter = JSON.parse(text);
  } catch {
    throw new ApiRefusal(400, 'Invalid JSON in X-Filter header');
  }
  if (typeof filter !== 'object' || filter === null || Array.isArray(filter))
    throw new ApiRefusal(400, 'X-Filter must be an object');
  const chosen = rows.filter((row) => matches(row, filter, filterable));
  const { '+order_by': by, '+order': order } = filter as Record<string, unknown>;
  if (typeof by === 'string') {
    allow(by, filterable);
    chosen.sort((a, b) => compare(valueAt(a, by), valueAt(b, by)) * (order === 'desc' ? -1 : 1));
  }
  return chosen;
}

function matches(row: Row, filter: object, filterable: readonly string[]): boolean {
  return Object.entries(filter).every(([key, wanted]: [string, unknown]) => {
    if (key === '+order' || key === '+order_by') return true;
    if (key === '+and' || key === '+or') {
      if (!Array.isArray(wanted)) throw new ApiRefusal(400, `${key} takes a list`);
      const each = (inner: unknown) => matches(row, inner as object, filterable);
      return key === '+and' ? wanted.every(each) : wanted.some(each);
    }
    allow(key, filterable);
    return fits(valueAt(row, key), wanted);
  });
}

function allow(key: string, filterable: readonly string[]): void {
  if (!filterable.includes(key)) throw new ApiRefusal(400, `Cannot filter on ${key}`);
}

function fits(value: unknown, wanted: unknown): boolean {
  if (typeof wanted === 'object' && wanted !== null)
    return Object.entries(wanted).every(([operator, operand]: [string, unknown]) =>
      holds(value, operator, operand),
    );
  return Array.isArray(value) ? value.includes(wanted) : value === wanted;
}

function holds(value: unknown, operator: string, operand: unknown): boolean {
  const order = compare(value, operand);
  switch (operator) {
    case '+gt':
      return order > 0;
    case '+gte':
      return order >= 0;
    case '+lt':
      return order < 0;
    case '+lte':
      return order <= 0;
    case '+neq':
      return value !== operand;
    case '+contains':
      return Array.isArray(value)
        ? value.some((each) => String(each).includes(String(operand)))
        : String(value).includes(String(operand));
    default:
      throw new ApiRefusal(400, `Unknown operator ${operator}`);
  }
}

/** Dates are texts that sort as they are. */
function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [left, right] = [String(a), String(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

function valueAt(row: Row, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (inner, key) =>
        typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[key] : undefined,
      row,
    );
}
