/** A refusal that is about the item of the request, whichever process sends it, and at any time. */
interface ItemRefusal {
  /** The error's name, or the code of a transaction's reason. */
  readonly codes: readonly string[];
  readonly message: RegExp;
}

const VALIDATION = ['ValidationException', 'ValidationError'];

/**
 * The closed list of what may park a record. Everything that is not here may pass, or may hit every other record too.
 * Sources: the codes and messages that the API reference of TransactWriteItems lists under `CancellationReasons`, the
 * quotas of items, keys and numbers in the developer guide, and the texts of PutItem and UpdateItem for the same.
 */
const ITEM_REFUSALS: readonly ItemRefusal[] = [
  { codes: VALIDATION, message: /item size (?:to update )?has exceeded the maximum allowed size/i },
  { codes: VALIDATION, message: /nesting levels have exceeded supported limits/i },
  { codes: VALIDATION, message: /number (?:over|under)flow/i },
  { codes: VALIDATION, message: /more than 38 significant digits/i },
  { codes: VALIDATION, message: /size of hashkey has exceeded|size of all range keys has exceeded/i },
  // What the target's secondary indexes can't take; the source's may be others.
  { codes: VALIDATION, message: /type mismatch for index key/i },
  { codes: VALIDATION, message: /size limit exceeded for index key/i },
  { codes: VALIDATION, message: /secondary index key (?:beyond allowed size limits|to unsupported type)/i },
  { codes: VALIDATION, message: /value specified for a secondary index key is not supported/i },
  {
    codes: ['ItemCollectionSizeLimitExceededException', 'ItemCollectionSizeLimitExceeded'],
    message: /(?:)/,
  },
];

/** Whether an error of this name or code, with this message, is about the item alone. */
export function refusesItem(code: string, message: string): boolean {
  return ITEM_REFUSALS.some(({ codes, message: text }) => codes.includes(code) && text.test(message));
}

/** Whether the item was refused because it has no space for what the request adds. */
export function refusesItemSize(code: string, message: string): boolean {
  return VALIDATION.includes(code) && /maximum allowed size/i.test(message);
}
