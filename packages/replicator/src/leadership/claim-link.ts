import type { ConditionCheck, UpdateItemCommandInput } from '@aws-sdk/client-dynamodb';
import { linkId, LINKS_TABLE, type LinkName } from '@understudy/links';
import type { LeaderItem } from '../state/link-store.ts';
const NAMES = {
  '#owner': 'owner',
  '#counter': 'counter',
  '#released': 'released',
  '#clean': 'clean',
} as const;

/** The key of one of a link's own items. */
export function partKey(link: LinkName, part: string): { link: { S: string }; part: { S: string } } {
  return { link: { S: linkId(link) }, part: { S: part } };
}

/** Condition: the leader is the one that was seen, owner and counter, or the link has none where none was seen. */
export function claimLink(
  link: LinkName,
  owner: string,
  seen: LeaderItem | undefined,
): UpdateItemCommandInput {
  return {
    TableName: LINKS_TABLE,
    Key: partKey(link, 'leader'),
    UpdateExpression: 'SET #owner = :owner, #counter = :next, #released = :no, #clean = :no, #turn = :none',
    ConditionExpression:
      seen === undefined ? 'attribute_not_exists(#owner)' : '#owner = :seen AND #counter = :counter',
    ExpressionAttributeNames: { ...NAMES, '#turn': 'turn' },
    ExpressionAttributeValues: {
      ':owner': { S: owner },
      ':next': { N: String((seen?.counter ?? 0) + 1) },
      ':no': { BOOL: false },
      ':none': { N: '0' },
      ...(seen === undefined ? {} : { ':seen': { S: seen.owner }, ':counter': { N: String(seen.counter) } }),
    },
  };
}

/** Condition: `owner` leads, and has not left. */
export function renewLink(link: LinkName, owner: string, counter: number): UpdateItemCommandInput {
  return {
    TableName: LINKS_TABLE,
    Key: partKey(link, 'leader'),
    UpdateExpression: 'SET #counter = :counter',
    ConditionExpression: '#owner = :owner AND #released = :no',
    ExpressionAttributeNames: {
      '#owner': NAMES['#owner'],
      '#counter': NAMES['#counter'],
      '#released': NAMES['#released'],
    },
    ExpressionAttributeValues: {
      ':owner': { S: owner },
      ':counter': { N: String(counter) },
      ':no': { BOOL: false },
    },
  };
}

/** Condition: `owner` leads. */
export function releaseLink(link: LinkName, owner: string, clean: boolean): UpdateItemCommandInput {
  return {
    TableName: LINKS_TABLE,
    Key: partKey(link, 'leader'),
    UpdateExpression: 'SET #released = :yes, #clean = :clean',
    ConditionExpression: '#owner = :owner',
    ExpressionAttributeNames: {
      '#owner': NAMES['#owner'],
      '#released': NAMES['#released'],
      '#clean': NAMES['#clean'],
    },
    ExpressionAttributeValues: { ':owner': { S: owner }, ':yes': { BOOL: true }, ':clean': { BOOL: clean } },
  };
}

/** Condition: `owner` leads, and has not left. */
export function stillLeads(link: LinkName, owner: string): ConditionCheck {
  return {
    TableName: LINKS_TABLE,
    Key: partKey(link, 'leader'),
    ConditionExpression: '#owner = :owner AND #released = :no',
    ExpressionAttributeNames: { '#owner': NAMES['#owner'], '#released': NAMES['#released'] },
    ExpressionAttributeValues: { ':owner': { S: owner }, ':no': { BOOL: false } },
  };
}
