export { InMemoryDynamoDB, type SendOptions, type SentCommand } from './dynamodb/in-memory-dynamodb.ts';
export type { OperationAnswer, OperationInput, OperationName } from './dynamodb/operations/operations.ts';
export type { ObservedWrite } from './dynamodb/observed-write.ts';
export type { DatabaseOptions } from './dynamodb/options.ts';
export type { StreamControls } from './dynamodb/stream-controls.ts';
export { SIMULATOR_ERRORS, SimulatorError, type SimulatorErrorCode } from './errors.ts';
