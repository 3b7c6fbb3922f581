import type {
  DeleteItemCommandInput,
  TransactWriteItemsCommandInput,
  Update,
} from '@aws-sdk/client-dynamodb';
import { LINKS_TABLE, type LinkName } from '@understudy/links';
import { partKey, stillLeads } from '../leadership/claim-link.ts';

const HOLD = 'hold';
const NAMES = { '#token': 'token', '#seenBy': 'seenBy' } as const;

/** Part of a backfill's transaction, beside the backfill's own condition. Condition: the hold has another token, or does not exist. */
export function requestHold(link: LinkName, token: string): Update {
  return {
    TableName: LINKS_TABLE,
    Key: partKey(link, HOLD),
    UpdateExpression: 'SET #token = :token REMOVE #seenBy',
    ConditionExpression: 'attribute_not_exists(#token) OR #token <> :token',
    ExpressionAttributeNames: NAMES,
    ExpressionAttributeValues: { ':token': { S: token } },
  };
}

/** Conditions: `owner` leads the link, and the hold still has the token. */
export function seeHold(link: LinkName, owner: string, token: string): TransactWriteItemsCommandInput {
  return {
    TransactItems: [
      { ConditionCheck: stillLeads(link, owner) },
      {
        Update: {
          TableName: LINKS_TABLE,
          Key: partKey(link, HOLD),
          UpdateExpression: 'SET #seenBy = :owner',
          ConditionExpression: '#token = :token',
          ExpressionAttributeNames: NAMES,
          ExpressionAttributeValues: { ':token': { S: token }, ':owner': { S: owner } },
        },
      },
    ],
  };
}

/** Condition: the hold has the token. */
export function dropHold(link: LinkName, token: string): DeleteItemCommandInput {
  return {
    TableName: LINKS_TABLE,
    Key: partKey(link, HOLD),
    ConditionExpression: '#token = :token',
    ExpressionAttributeNames: { '#token': NAMES['#token'] },
    ExpressionAttributeValues: { ':token': { S: token } },
  };
}
