export { dynamoDBContract } from './dynamodb-contract.ts';
export type { ContractCase, DynamoDBSubject } from './subject.ts';
