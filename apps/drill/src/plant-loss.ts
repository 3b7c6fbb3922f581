import { DeleteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { writesOf } from './apply-part.ts';
import { keyFromText } from './build-command.ts';
import { tableOf } from './describe-tables.ts';
import type { Content, JournalEntry } from './types.ts';

/** The newest acknowledged write that its item still carries: one that nothing else would excuse. */
export function chooseVictim(
  journal: readonly JournalEntry[],
  items: ReadonlyMap<string, Content>,
): { readonly entry: JournalEntry; readonly key: string; readonly name: string } | undefined {
  const doubtful = new Set(
    journal
      .filter(({ outcome }) => outcome === 'ambiguous')
      .flatMap(({ parts }) => parts.map(({ key }) => key)),
  );
  const entry = journal.findLast(
    ({ outcome, nonce, parts }) =>
      outcome === 'acknowledged' &&
      parts.every(({ key }) => !doubtful.has(key) && writesOf(items.get(key)).at(-1) === nonce),
  );
  const [part] = entry?.parts ?? [];
  return entry === undefined || part === undefined ? undefined : { entry, key: part.key, name: part.name };
}

/** Takes an item away in every region, around the client, the links and the journal. */
export async function plantLoss(
  clients: readonly Pick<DynamoDBDocumentClient, 'send'>[],
  key: string,
): Promise<void> {
  await Promise.all(
    clients.map((client) =>
      client.send(new DeleteCommand({ TableName: tableOf(key), Key: keyFromText(key) })),
    ),
  );
}
