export { dynamoDBContract } from './dynamodb-contract.ts';
export type { ContractCase, DynamoDBSubject } from './dynamodb-subject.ts';
