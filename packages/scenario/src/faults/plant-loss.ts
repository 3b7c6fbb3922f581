import { DeleteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { writesOf } from '../journal/apply-part.ts';
import { keyFromText } from '../workload/write-command.ts';
import { tableOf } from '../service/tables.ts';
import type { Content, JournalEntry } from '../journal/types.ts';

/** The newest acknowledged put whose item carries nothing else: one write that nothing would excuse. */
export function chooseVictim(
  journal: readonly JournalEntry[],
  items: ReadonlyMap<string, Content>,
): { readonly entry: JournalEntry; readonly key: string; readonly name: string } | undefined {
  const doubtful = new Set(
    journal
      .filter(({ outcome }) => outcome === 'ambiguous')
      .flatMap(({ parts }) => parts.map(({ key }) => key)),
  );
  const isVictim = ({ outcome, nonce, parts: [part, ...others] }: JournalEntry) =>
    outcome === 'acknowledged' &&
    part?.kind === 'replace' &&
    others.length === 0 &&
    !doubtful.has(part.key) &&
    writesOf(items.get(part.key)).join() === nonce;
  const entry = journal.findLast(isVictim);
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
