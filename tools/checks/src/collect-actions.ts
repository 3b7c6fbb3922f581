import { isRunningSource } from './is-running-source.ts';

/** Operations whose rights have another name, or several. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  BatchExecuteStatement: ['PartiQLInsert'],
  TransactGetItems: ['GetItem'],
  TransactWriteItems: ['PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'],
};

const SENT = /\bnew (\w+)Command\(\s*|\boperation: '([A-Z]\w+)'/g;

/** The rights that a source needs for the requests it sends, as IAM names them without `dynamodb:`. */
export function collectActions(file: string, text: string): readonly string[] {
  if (!isRunningSource(file)) return [];
  const operations = [...text.matchAll(SENT)].map(([, command, operation]) => command ?? operation ?? '');
  return operations.flatMap((operation) => PARTS[operation] ?? [operation]);
}
