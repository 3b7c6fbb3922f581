import type { Outcome } from '../testing/outcome.ts';

/**
 * Where DynamoDB Local does otherwise than the engine, and either may: which of several faults is named first,
 * and whether an update that does not fit its item cancels a transaction (as DynamoDB's documentation has it)
 * or refuses it (as DynamoDB Local does).
 */
const MISFITS: readonly string[] = [
  'An operand in the update expression has an incorrect data type',
  'The document path provided in the update expression is invalid for update',
  'The provided expression refers to an attribute that does not exist in the item',
  'DynamoDB only supports precision up to 38 digits',
];
const MISFIT = 'The update does not fit the item';

/**
 * What follows says which path, bound or operand is at fault: DynamoDB Local may name the wrong path or the
 * second fault, and writes numbers as they came.
 */
const DETAILS = /; (?:path one|lower bound operand|operator: (?:ADD|DELETE), operand type): .*$/;

interface Reason {
  readonly code: string;
  readonly message: string;
}

function settle(outcome: Outcome): Outcome {
  if (!('error' in outcome)) return outcome;
  const reasons = outcome.reasons as readonly Reason[] | undefined;
  if (reasons?.some(({ message }) => MISFITS.includes(message)) === true) {
    return { error: 'ValidationException', message: MISFIT, fault: outcome.fault, status: outcome.status };
  }
  const message = MISFITS.includes(outcome.message) ? MISFIT : outcome.message.replace(DETAILS, '');
  return { ...outcome, message };
}

type Items = readonly Record<string, unknown>[];

const inOrder = (items: Items): Items =>
  [...items].sort((one, two) => (canonical(one) < canonical(two) ? -1 : 1));

/** JSON with the fields in order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_name, held: unknown) =>
    held === null || typeof held !== 'object' || Array.isArray(held)
      ? held
      : Object.fromEntries(Object.entries(held).sort(([one], [two]) => (one < two ? -1 : 1))),
  );
}

/** An outcome as it is the same for both databases: items of a scan or a batch come in any order. */
export function agreed(operation: string, outcome: Outcome): Outcome {
  if ('error' in outcome) return settle(outcome);
  const answer = outcome.answer as Record<string, unknown>;
  if (operation === 'Scan') return { answer: { ...answer, Items: inOrder(answer.Items as Items) } };
  if (operation !== 'BatchGetItem') return outcome;
  const responses = Object.entries(answer.Responses as Record<string, Items>);
  return { answer: { ...answer, Responses: responses.map(([table, items]) => [table, inOrder(items)]) } };
}
