import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { Item } from '@understudy/versions';
import { linkId, type LinkName } from '@understudy/links';
import { isConditionFailure } from '../adapters/classify-failure.ts';
import type { RegionClient } from '../types.ts';

/** What can be done with a record that was kept. */
const ACTIONS = ['redrive', 'apply', 'merge', 'drop'] as const;
export type DecisionAction = (typeof ACTIONS)[number];

/** Who is deciding, why and since when. */
export interface Claim {
  /** Drawn for each claim: distinguishes two of the same person. */
  readonly token: string;
  readonly action: DecisionAction;
  readonly by: string;
  readonly why: string;
  /** Wall time in ms. */
  readonly atMs: number;
  /** Of a merge: the region in which its write is made and noted. */
  readonly region?: string | undefined;
}

/** A claim and its outcome. */
export interface Decision extends Claim {
  /** In a word, such as `applied`, `dropped` or `later-write`. */
  readonly outcome: string;
  /** What was done, and from which images, where the outcome does not say it all. */
  readonly details?: string | undefined;
}

/** What people did about a record, oldest first. */
export interface Decided {
  readonly decisions: readonly Decision[];
  /** Given while a decision is being carried out, or was left half done. */
  readonly claim?: Claim | undefined;
  /** Given once the entry is closed: the outcome that closed it. */
  readonly closed?: string | undefined;
}

/** `won: false`: another claim holds it, or it is closed; `current` says who and how. */
export type Deciding = { readonly won: true } | { readonly won: false; readonly current: Decided };

/**
 * The decisions about ledger or parked entries, kept in the entries' heads: an entry is never deleted.
 */
export class Decisions {
  readonly #client: RegionClient;
  readonly #table: string;

  /** `client`: of the links' target region. `table`: LEDGER_TABLE or PARKED_TABLE. */
  constructor(client: RegionClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  /**
   * Conditions: the entry is there, is not closed, no later record superseded it, and it has no claim but `over`,
   * which was seen to be abandoned. Repeating a claim after a lost answer counts as won.
   */
  async claim(link: LinkName, id: string, claim: Claim, over?: Claim): Promise<Deciding> {
    return this.#update(link, id, claim.token, {
      UpdateExpression: 'SET #claim = :claim',
      ConditionExpression: `${OPEN} AND (attribute_not_exists(#claim) OR #claim.#token = :over)`,
      ExpressionAttributeNames: { ...NAMES, '#token': 'token' },
      ExpressionAttributeValues: {
        ':parked': { S: 'parked' },
        ':claim': { M: encodeClaim(claim) },
        ':over': { S: over?.token ?? claim.token },
      },
    });
  }

  /** Ends a claim. Condition: the entry still has it. `closes`: nothing is left to decide. */
  async complete(link: LinkName, id: string, decision: Decision, closes: boolean): Promise<Deciding> {
    return this.#update(link, id, decision.token, {
      UpdateExpression: `SET ${APPEND}${closes ? ', #closed = :outcome' : ''} REMOVE #claim`,
      ConditionExpression: '#claim.#token = :token',
      ExpressionAttributeNames: {
        '#decisions': 'decisions',
        '#claim': 'claim',
        '#token': 'token',
        ...(closes ? { '#closed': 'closed' } : {}),
      },
      ExpressionAttributeValues: {
        ...appended(decision),
        ':token': { S: decision.token },
        ...(closes ? { ':outcome': { S: decision.outcome } } : {}),
      },
    });
  }

  /** A decision that is carried out at once, and closes. Conditions: those of `claim` without an earlier one. */
  async close(link: LinkName, id: string, decision: Decision): Promise<Deciding> {
    return this.#update(link, id, decision.token, {
      UpdateExpression: `SET ${APPEND}, #closed = :outcome`,
      ConditionExpression: `${OPEN} AND attribute_not_exists(#claim)`,
      ExpressionAttributeNames: { ...NAMES, '#decisions': 'decisions' },
      ExpressionAttributeValues: {
        ...appended(decision),
        ':parked': { S: 'parked' },
        ':outcome': { S: decision.outcome },
      },
    });
  }

  async #update(link: LinkName, id: string, token: string, update: Update): Promise<Deciding> {
    try {
      await this.#client.send(
        new UpdateItemCommand({
          TableName: this.#table,
          Key: { link: { S: linkId(link) }, entry: { S: `head#${id}` } },
          ...update,
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      );
      return { won: true };
    } catch (error) {
      if (!isConditionFailure(error)) throw error;
      const current = decidedOf((error as { Item?: Item }).Item ?? {});
      // An earlier attempt, whose answer was lost, was applied.
      return current.decisions.some((made) => made.token === token) ? { won: true } : { won: false, current };
    }
  }
}

/** What people did about an entry, from its head. */
export function decidedOf(facts: Item): Decided {
  const claim = facts.claim?.M;
  const closed = facts.closed?.S;
  return {
    decisions: (facts.decisions?.L ?? []).map(({ M: made = {} }) => ({
      ...decodeClaim(made),
      outcome: made.outcome?.S ?? '',
      ...(made.details?.S === undefined ? {} : { details: made.details.S }),
    })),
    ...(claim === undefined ? {} : { claim: decodeClaim(claim) }),
    closed,
  };
}

interface Update {
  readonly UpdateExpression: string;
  readonly ConditionExpression: string;
  readonly ExpressionAttributeNames: Record<string, string>;
  readonly ExpressionAttributeValues: Record<string, Item[string]>;
}

const NAMES = { '#entry': 'entry', '#closed': 'closed', '#status': 'status', '#claim': 'claim' } as const;
const OPEN =
  'attribute_exists(#entry) AND attribute_not_exists(#closed) AND (attribute_not_exists(#status) OR #status = :parked)';
const APPEND = '#decisions = list_append(if_not_exists(#decisions, :none), :made)';

function appended(decision: Decision): Record<string, Item[string]> {
  const { details, outcome } = decision;
  const made = {
    ...encodeClaim(decision),
    outcome: { S: outcome },
    ...(details === undefined ? {} : { details: { S: details } }),
  };
  return { ':none': { L: [] }, ':made': { L: [{ M: made }] } };
}

function encodeClaim({ token, action, by, why, atMs, region }: Claim): Record<string, Item[string]> {
  return {
    token: { S: token },
    action: { S: action },
    by: { S: by },
    why: { S: why },
    atMs: { N: String(atMs) },
    ...(region === undefined ? {} : { region: { S: region } }),
  };
}

function decodeClaim(made: Item): Claim {
  return {
    token: made.token?.S ?? '',
    action: ACTIONS.find((action) => action === made.action?.S) ?? 'redrive',
    by: made.by?.S ?? '',
    why: made.why?.S ?? '',
    atMs: Number(made.atMs?.N),
    ...(made.region?.S === undefined ? {} : { region: made.region.S }),
  };
}
