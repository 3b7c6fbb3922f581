/**
 * What a caller sees of one request, without what differs from request to request. Capacity is left out: stamps and
 * conditions count in it, and DynamoDB Local sometimes returns it unasked.
 */
export type ObservedAnswer = { readonly answer: unknown } | { readonly error: unknown };

export async function observeAnswer(sent: Promise<unknown>): Promise<ObservedAnswer> {
  try {
    const {
      $metadata,
      ConsumedCapacity: _capacity,
      ...answer
    } = (await sent) as {
      $metadata: { httpStatusCode?: number };
      ConsumedCapacity?: unknown;
    };
    return { answer: { ...answer, status: $metadata.httpStatusCode } };
  } catch (error) {
    const { name, message, $fault, Item, CancellationReasons, code } = error as Record<string, unknown>;
    return {
      error: {
        class: (error as object).constructor.name,
        name,
        message,
        $fault,
        Item,
        CancellationReasons,
        code,
      },
    };
  }
}
