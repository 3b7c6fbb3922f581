import type {
  DeleteItemInput,
  PutItemInput,
  TransactWriteItem,
  TransactWriteItemsInput,
  UpdateItemInput,
} from '@aws-sdk/client-dynamodb';
import { isUnderstudyError } from '@understudy/core';
import { isKeyRefusal, translateLegacy, voidKeyed, voidPut, voidTransaction } from '@understudy/versions';
import { FailoverClientError } from './errors.ts';
import { explainNoSpace } from './explain-no-space.ts';
import { isValidation } from './is-validation.ts';
import type { Probe } from './prepared-write.ts';
import { refuseUnknownNames } from './refuse-unknown-names.ts';
import type { WireRequest } from './types.ts';
import type { ProbeNotes, WriteContext } from './write-context.ts';

/**
 * Has the caller's own form judged: of a write that can't be stamped, since DynamoDB refuses it as it is, or after
 * DynamoDB refused the form of the stamped write. What it says then speaks of the caller's request alone. DynamoDB looks at
 * expressions before it looks at keys; DynamoDB Local does so in transactions only, hence the second form.
 * @throws DynamoDBServiceException `ValidationException` where a parameter has a value that the API does not know
 */
export function prepareProbe(request: WireRequest, context: WriteContext, probe: ProbeNotes): Probe {
  refuseUnknownNames(request.input);
  return {
    step: 'probe',
    request: probe.form === 'own' ? voidRequest(request, context) : voidAsTransaction(request, context),
    judge: (refused) => {
      if (!isOfVoidKey(refused)) return { error: refused };
      if (probe.form === 'own' && isTransactable(request))
        return { notes: { ...context.notes, probe: { ...probe, form: 'transaction' } } };
      return { error: faultOf(request, context, probe) };
    },
  };
}

function voidRequest(request: WireRequest, { stamping, isStamped }: WriteContext): WireRequest {
  const { operation, input } = request;
  const { attribute } = stamping;
  switch (operation) {
    case 'PutItem':
      return { operation, input: voidPut(input as PutItemInput, attribute) };
    case 'TransactWriteItems': {
      const { ClientRequestToken: _token, ...transaction } = input as TransactWriteItemsInput;
      return { operation, input: voidTransaction(transaction, { attribute, isStamped }) };
    }
    default:
      return { operation, input: voidKeyed(input as UpdateItemInput | DeleteItemInput, attribute) };
  }
}

/** The same as the only part of a transaction. */
function voidAsTransaction(request: WireRequest, context: WriteContext): WireRequest {
  const { operation, input } = voidRequest(request, context);
  const {
    ReturnValues: _values,
    ReturnConsumedCapacity: _capacity,
    ReturnItemCollectionMetrics: _metrics,
    ...part
  } = input as UpdateItemInput;
  const item = { [ACTIONS[operation] ?? '']: part } as TransactWriteItem;
  return { operation: 'TransactWriteItems', input: { TransactItems: [item] } };
}

const ACTIONS: Readonly<Record<string, keyof TransactWriteItem>> = {
  PutItem: 'Put',
  UpdateItem: 'Update',
  DeleteItem: 'Delete',
};

/** Parts of transactions have no legacy parameters, and an update of one has an expression. */
function isTransactable({ operation, input }: WireRequest): boolean {
  const { UpdateExpression: update } = input as UpdateItemInput;
  return operation in ACTIONS && !isLegacy(input) && (operation !== 'UpdateItem' || update !== undefined);
}

function isLegacy(input: object): boolean {
  const { Expected, AttributeUpdates, ConditionalOperator } = input as UpdateItemInput;
  return [Expected, AttributeUpdates, ConditionalOperator].some((parameter) => parameter !== undefined);
}

/** A transaction is cancelled for its keys only after its form was taken. */
function isOfVoidKey(refused: Error): boolean {
  return !isValidation(refused) || isKeyRefusal(refused.message);
}

/** DynamoDB takes the caller's own form: ours is at fault, or the state of the item. */
function faultOf(request: WireRequest, context: WriteContext, { refusal }: ProbeNotes): Error {
  const { operation, input } = request;
  if (refusal === undefined) return legacyFault(input) ?? unstampable(operation);
  const ofLegacy = isLegacy(input) && /expression/i.test(refusal.message);
  return explainNoSpace(request, refusal, context) ?? (ofLegacy ? unstampable(operation, refusal) : refusal);
}

/** Why legacy parameters could not be translated. */
function legacyFault(input: object): Error | undefined {
  try {
    translateLegacy(input);
    return undefined;
  } catch (error) {
    if (isUnderstudyError(error, 'UND_VERSIONS_LEGACY_INVALID')) return error;
    throw error;
  }
}

function unstampable(operation: string, cause?: Error): FailoverClientError {
  return new FailoverClientError('UND_FAILOVER_CLIENT_UNSTAMPABLE', {
    what: `A ${operation} to a stamped table could not be stamped.`,
    details: { operation },
    cause,
  });
}
