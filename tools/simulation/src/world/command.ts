export * from '@aws-sdk/client-dynamodb';

/**
 * Stand in for the SDK's commands in a bundle of the simulation: a request is known by the name of its class and its input,
 * and the middleware that each of the SDK's own brings along is never asked.
 */
export class Command {
  readonly input: object;

  constructor(input: object) {
    this.input = input;
  }
}

export class PutItemCommand extends Command {}
export class GetItemCommand extends Command {}
export class UpdateItemCommand extends Command {}
export class DeleteItemCommand extends Command {}
export class QueryCommand extends Command {}
export class BatchGetItemCommand extends Command {}
export class DescribeTableCommand extends Command {}
export class TransactWriteItemsCommand extends Command {}
