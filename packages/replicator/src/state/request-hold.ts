import type {
  DeleteItemCommandInput,
  TransactWriteItemsCommandInput,
  Update,
} from '@aws-sdk/client-dynamodb';
import { LINKS_TABLE, type LinkName } from '@understudy/links';
import { partKey, stillLeads } from '../leadership/claim-link.ts';

const HOLD = 'hold';
const NAMES = { '#token': 'token', '#seenBy': 'seenBy' } as const;

/** Made by a backfill, under a condition of its own beside this one: another token stands there, or none. */
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

/** Conditions: `owner` leads the link, and the token still stands. */
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

/** Condition: the token stands there. */
export function dropHold(link: LinkName, token: string): DeleteItemCommandInput {
  return {
    TableName: LINKS_TABLE,
    Key: partKey(link, HOLD),
    ConditionExpression: '#token = :token',
    ExpressionAttributeNames: { '#token': NAMES['#token'] },
    ExpressionAttributeValues: { ':token': { S: token } },
  };
}
