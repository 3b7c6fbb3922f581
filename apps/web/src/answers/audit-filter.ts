import type { AuditLine } from '@understudy/api-contract';

type Kind = AuditLine['kind'];

export const AUDIT_KINDS = [
  'decision',
  'move',
  'step',
  'verified',
  'unverified',
  'intent',
  'directive',
  'leader',
  'repair',
  'readiness',
] as const satisfies readonly Kind[];

/** What a view of the audit is narrowed to. */
export interface AuditFilter {
  readonly kind?: Kind;
  readonly by?: string;
  readonly text?: string;
  readonly fromMs?: number;
  readonly untilMs?: number;
  readonly after?: string;
}

/** The filter that an address holds. What is no filter of the audit is left out, so that a mistyped address shows more, and never an error. */
export function auditFilter(params: URLSearchParams): AuditFilter {
  const kind = AUDIT_KINDS.find((one) => one === params.get('kind'));
  const words = (name: 'by' | 'text' | 'after') => {
    const value = params.get(name)?.trim() ?? '';
    return value === '' ? {} : { [name]: value };
  };
  const time = (name: 'fromMs' | 'untilMs') => {
    const value = Number(params.get(name) ?? NaN);
    return Number.isSafeInteger(value) && value >= 0 ? { [name]: value } : {};
  };
  return {
    ...(kind === undefined ? {} : { kind }),
    ...words('by'),
    ...words('text'),
    ...time('fromMs'),
    ...time('untilMs'),
    ...words('after'),
  };
}
