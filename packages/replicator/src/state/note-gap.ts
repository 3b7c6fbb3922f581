import type { DeleteItemCommandInput, TransactWriteItemsCommandInput } from '@aws-sdk/client-dynamodb';
import type { Item } from '@understudy/versions';
import { LINKS_TABLE, type LinkName, type LossWindow } from '@understudy/links';
import { partKey, stillLeads } from '../leadership/claim-link.ts';

const GAP = 'gap';

/** Condition: `owner` leads the link. */
export function noteGap(
  link: LinkName,
  owner: string,
  { fromMs, untilMs }: LossWindow,
): TransactWriteItemsCommandInput {
  const item = {
    ...partKey(link, GAP),
    untilMs: { N: String(untilMs) },
    ...(fromMs === undefined ? {} : { fromMs: { N: String(fromMs) } }),
  };
  return {
    TransactItems: [
      { ConditionCheck: stillLeads(link, owner) },
      { Put: { TableName: LINKS_TABLE, Item: item } },
    ],
  };
}

/** Condition: nothing was noted since. */
export function dropGap(link: LinkName, { untilMs }: LossWindow): DeleteItemCommandInput {
  return {
    TableName: LINKS_TABLE,
    Key: partKey(link, GAP),
    ConditionExpression: '#until = :until',
    ExpressionAttributeNames: { '#until': 'untilMs' },
    ExpressionAttributeValues: { ':until': { N: String(untilMs) } },
  };
}

export function decodeGap(item: Item | undefined): LossWindow | undefined {
  if (item?.untilMs?.N === undefined) return undefined;
  return {
    untilMs: Number(item.untilMs.N),
    ...(item.fromMs?.N === undefined ? {} : { fromMs: Number(item.fromMs.N) }),
  };
}
