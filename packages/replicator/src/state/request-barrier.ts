import type { TransactWriteItemsCommandInput, UpdateItemCommandInput } from '@aws-sdk/client-dynamodb';
import { LINKS_TABLE, type LinkName } from '@understudy/links';
import { partKey, stillLeads } from '../leadership/claim-link.ts';

/** Condition: the barrier has another token, or does not exist: a token means the moment of its first request. */
export function requestBarrier(link: LinkName, token: string): UpdateItemCommandInput {
  return {
    TableName: LINKS_TABLE,
    Key: partKey(link, 'barrier'),
    UpdateExpression: 'SET #token = :token, #reached = :no',
    ConditionExpression: 'attribute_not_exists(#token) OR #token <> :token',
    ExpressionAttributeNames: { '#token': 'token', '#reached': 'reached' },
    ExpressionAttributeValues: { ':token': { S: token }, ':no': { BOOL: false } },
  };
}

/** Conditions: `owner` leads the link, and the barrier still has the token. */
export function reachBarrier(link: LinkName, owner: string, token: string): TransactWriteItemsCommandInput {
  return {
    TransactItems: [
      { ConditionCheck: stillLeads(link, owner) },
      {
        Update: {
          TableName: LINKS_TABLE,
          Key: partKey(link, 'barrier'),
          UpdateExpression: 'SET #reached = :yes',
          ConditionExpression: '#token = :token',
          ExpressionAttributeNames: { '#token': 'token', '#reached': 'reached' },
          ExpressionAttributeValues: { ':token': { S: token }, ':yes': { BOOL: true } },
        },
      },
    ],
  };
}
