/** Only a winner that is written back to the source is put on the condition of its epoch alone. */
export function isSentHome(input: object): boolean {
  const [first] =
    (input as { TransactItems?: readonly { Put?: { ExpressionAttributeValues?: object } }[] })
      .TransactItems ?? [];
  return ':epoch' in (first?.Put?.ExpressionAttributeValues ?? {});
}
