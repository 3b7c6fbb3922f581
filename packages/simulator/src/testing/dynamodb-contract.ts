import { batchesContract } from './batches-contract.ts';
import { conditionsContract } from './conditions-contract.ts';
import { itemsContract } from './items-contract.ts';
import { queriesContract } from './queries-contract.ts';
import { scansContract } from './scans-contract.ts';
import { streamsContract } from './streams-contract.ts';
import type { ContractCase, DynamoDBSubject } from './dynamodb-subject.ts';
import { tablesContract } from './tables-contract.ts';
import { transactionsContract } from './transactions-contract.ts';
import { updatesContract } from './updates-contract.ts';
import { Workbench } from './workbench.ts';

/**
 * What every DynamoDB does, as far as Understudy relies on it.
 * @param subject gives the database to look at; called when a case runs, not before
 * @param prefix begins the names of the tables that the cases make, so that a database can be shared
 */
export function dynamoDBContract(
  subject: () => DynamoDBSubject,
  prefix = 'contract',
): readonly ContractCase[] {
  const bench = new Workbench(subject, prefix);
  return [
    ...tablesContract(bench),
    ...itemsContract(bench),
    ...conditionsContract(bench),
    ...updatesContract(bench),
    ...queriesContract(bench),
    ...scansContract(bench),
    ...batchesContract(bench),
    ...transactionsContract(bench),
    ...streamsContract(bench),
  ];
}
