import { readStatement } from '@understudy/versions';
import { CONTROL_OPERATIONS } from './control-operations.ts';
import type { WireRequest } from './types.ts';

/**
 * What routing needs to know of a request. `control`: an operation that neither reads nor writes items; `partiqlWrite`:
 * a write that can't be stamped, with its tables (`undefined`: one that could not be parsed); `unknown`: an operation that
 * may write and can't be stamped.
 */
export type RequestKind =
  | { readonly kind: 'read'; readonly consistent: boolean }
  | { readonly kind: 'write' }
  | { readonly kind: 'partiqlWrite'; readonly tables: readonly (string | undefined)[] }
  | { readonly kind: 'control'; readonly repeatable: boolean }
  | { readonly kind: 'unknown' };

interface Statement {
  readonly Statement?: string | undefined;
  readonly ConsistentRead?: boolean | undefined;
}

/** The members of inputs that describe a read's consistency and its tables. */
interface ReadInput extends Statement {
  readonly Statements?: readonly Statement[] | undefined;
  readonly TransactStatements?: readonly Statement[] | undefined;
  readonly RequestItems?:
    Readonly<Record<string, { readonly ConsistentRead?: boolean | undefined }>> | undefined;
}

/** The kind of a request, by its operation and its input as `normalizeInput` leaves it. */
export function describeRequest({ operation, input }: WireRequest): RequestKind {
  const read: ReadInput = input;
  switch (operation) {
    case 'PutItem':
    case 'UpdateItem':
    case 'DeleteItem':
    case 'TransactWriteItems':
    case 'BatchWriteItem':
      return { kind: 'write' };
    case 'GetItem':
    case 'Query':
    case 'Scan':
      return { kind: 'read', consistent: read.ConsistentRead === true };
    case 'TransactGetItems':
      return { kind: 'read', consistent: true };
    case 'BatchGetItem':
      return {
        kind: 'read',
        consistent: Object.values(read.RequestItems ?? {}).some(
          ({ ConsistentRead }) => ConsistentRead === true,
        ),
      };
    case 'ExecuteStatement':
      return describeStatements([read], false);
    case 'BatchExecuteStatement':
      return describeStatements(read.Statements ?? [], false);
    case 'ExecuteTransaction':
      return describeStatements(read.TransactStatements ?? [], true);
    default:
      return CONTROL_OPERATIONS.has(operation)
        ? { kind: 'control', repeatable: /^(Describe|List|Get)/.test(operation) }
        : { kind: 'unknown' };
  }
}

function describeStatements(statements: readonly Statement[], transaction: boolean): RequestKind {
  const tables = statements.flatMap(({ Statement: text = '' }) => {
    const { write, table } = readStatement(text);
    return write ? [table] : [];
  });
  if (tables.length > 0) return { kind: 'partiqlWrite', tables };
  const consistent = transaction || statements.some(({ ConsistentRead }) => ConsistentRead === true);
  return { kind: 'read', consistent };
}
