import type {
  DeleteItemCommandInput,
  PutItemCommandInput,
  TransactWriteItem,
  TransactWriteItemsCommandInput,
  UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';

/** The writes that are sent one by one (a batch is sent as these, too). */
export type Write =
  | { readonly operation: 'PutItem'; readonly input: PutItemCommandInput }
  | { readonly operation: 'UpdateItem'; readonly input: UpdateItemCommandInput }
  | { readonly operation: 'DeleteItem'; readonly input: DeleteItemCommandInput }
  | { readonly operation: 'TransactWriteItems'; readonly input: TransactWriteItemsCommandInput };

type WriteParts = Pick<
  UpdateItemCommandInput,
  'ConditionExpression' | 'UpdateExpression' | 'Expected' | 'AttributeUpdates'
>;

/**
 * Whether a write whose first attempt may have been carried out can be sent once more without doing it twice:
 * it says the same each time, or its own condition refuses the second. Source: AWS's table of errors, "ambiguous
 * write: repeat only what is conditional or idempotent".
 *
 * A transaction sent again to the same region bears its token and is known there; to another region it is
 * judged by its parts, since that region has never seen the token.
 */
export function mayRepeat(write: Write, to: 'same-region' | 'other-region'): boolean {
  if (write.operation === 'TransactWriteItems') {
    return to === 'same-region' || (write.input.TransactItems ?? []).every(partMayRepeat);
  }
  return write.operation === 'UpdateItem' ? updateMayRepeat(write.input) : true;
}

function partMayRepeat({ Update }: TransactWriteItem): boolean {
  return Update === undefined || updateMayRepeat(Update);
}

/** Puts and deletes say what is to be there; of updates, only those that don't count on what was there before. */
function updateMayRepeat({
  ConditionExpression,
  UpdateExpression,
  Expected,
  AttributeUpdates,
}: WriteParts): boolean {
  if (ConditionExpression !== undefined || Object.keys(Expected ?? {}).length > 0) return true;
  if (Object.values(AttributeUpdates ?? {}).some(({ Action }) => Action === 'ADD')) return false;
  return UpdateExpression === undefined || saysTheSameTwice(UpdateExpression);
}

/** A clause ADD, an arithmetic or list_append of SET, or the removal of a list's element, which moves the others up. */
const COUNTS_ON_BEFORE = [
  /(^|\s)ADD\s/i,
  /[\s\w#:)\]][+]/,
  /[\s\])]-|\w\s*-\s*[:#\w]/,
  /list_append\s*\(/i,
  /(^|\s)REMOVE\s[^]*\[\s*\d+\s*\]/i,
];

function saysTheSameTwice(expression: string): boolean {
  return !COUNTS_ON_BEFORE.some((sign) => sign.test(expression));
}
