import * as dynamodb from '@aws-sdk/client-dynamodb';
import type { OperationName } from '../dynamodb/operations/operations.ts';
import type { DynamoDBSubject } from '../testing/dynamodb-subject.ts';
import { outcomeOf, type Outcome } from '../testing/outcome.ts';
import type { Request } from './request.ts';

type Command = Parameters<dynamodb.DynamoDBClient['send']>[0];
type CommandClass = new (input: never) => Command;

const classes = dynamodb as unknown as Readonly<Record<`${OperationName}Command`, CommandClass>>;

/** Sends a request of DynamoDB's own (not of its streams) and says what came of it. */
export function sendRequest({ dynamodb: client }: DynamoDBSubject, request: Request): Promise<Outcome> {
  const command = new classes[`${request.operation}Command`](request.input as never);
  return outcomeOf(client.send(command));
}
