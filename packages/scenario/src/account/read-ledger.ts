import { unmarshall } from '@aws-sdk/util-dynamodb';
import { Ledger } from '@understudy/replicator';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { LinkName } from '@understudy/links';
import { ledgerLinks } from './ledger-links.ts';
import { keyText, TABLES } from '../service/tables.ts';
import type { Content } from '../journal/types.ts';
import type { LedgerLine } from './ledger-line.ts';

export interface ReadLedgerOptions {
  readonly regions: readonly [string, string];
  /** Straight to a region: the ledger of a link lies in its target. */
  readonly clientOf: (region: string) => Pick<DynamoDBClient, 'send'>;
  readonly stampAttribute: string;
}

/** Every conflict that the links of both directions wrote down, with the images of the losers. */
export async function readLedger({
  regions,
  clientOf,
  stampAttribute,
}: ReadLedgerOptions): Promise<readonly LedgerLine[]> {
  const lines = await Promise.all(
    ledgerLinks(regions).map((link) => readLink(link, new Ledger(clientOf(link.target)), stampAttribute)),
  );
  return lines.flat();
}

async function readLink(
  link: LinkName,
  ledger: Ledger,
  stampAttribute: string,
): Promise<readonly LedgerLine[]> {
  const lines: LedgerLine[] = [];
  for await (const { id, lost, key } of ledger.all(link)) {
    const image = (await ledger.show(link, id))?.images.lost;
    const content = image === undefined ? undefined : withoutStamp(unmarshall({ ...image }), stampAttribute);
    const table = TABLES.find((name) => name === link.table);
    if (table === undefined) continue;
    lines.push({
      key: keyText(table, unmarshall({ ...key })),
      link: `${link.source} → ${link.target}`,
      lost: lost.kind === 'put' ? content : undefined,
      before: lost.kind === 'put' ? undefined : content,
    });
  }
  return lines;
}

function withoutStamp(item: Record<string, unknown>, stampAttribute: string): Content {
  const { [stampAttribute]: _, ...content } = item;
  return content;
}
