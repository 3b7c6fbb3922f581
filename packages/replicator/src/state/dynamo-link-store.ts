import {
  DeleteItemCommand,
  GetItemCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
  type DeleteItemCommandInput,
  type TransactWriteItemsCommandInput,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import type { Item } from '@understudy/versions';
import { LINKS_TABLE, type LinkName, type LossWindow } from '@understudy/links';
import { isConditionFailure, refusedConditions } from '../adapters/classify-failure.ts';
import { claimLink, partKey, releaseLink, renewLink } from '../leadership/claim-link.ts';
import { dropHold, seeHold } from './request-hold.ts';
import type { TablesItem } from './judge-tables.ts';
import { decodeGap, dropGap, noteGap } from './note-gap.ts';
import { decodeTables, noteTables, TABLES } from './note-tables.ts';
import { reachBarrier, requestBarrier } from './request-barrier.ts';
import { SUSPECT, suspectPart } from '../apply/put-suspect.ts';
import { saveProgress, SHARD } from './save-progress.ts';
import type { RegionClient } from '../types.ts';
import type { Suspect } from './late-applies.ts';
import type {
  BarrierItem,
  HoldItem,
  LeaderItem,
  LinkProgress,
  LinkStore,
  ShardPosition,
  StatusItem,
} from './link-store.ts';
import { readParts } from './read-parts.ts';

/** Links' records in the table `understudy-links` of one region, which is their target. */
export class DynamoLinkStore implements LinkStore {
  readonly #client: RegionClient;

  constructor(client: RegionClient) {
    this.#client = client;
  }

  async readLeader(link: LinkName): Promise<LeaderItem | undefined> {
    return toLeader(await this.#read(link, 'leader'));
  }

  async claim(link: LinkName, owner: string, seen: LeaderItem | undefined): Promise<boolean> {
    return this.#update(claimLink(link, owner, seen));
  }

  async renew(link: LinkName, owner: string, counter: number): Promise<boolean> {
    return this.#update(renewLink(link, owner, counter));
  }

  async release(link: LinkName, owner: string, clean: boolean): Promise<boolean> {
    return this.#update(releaseLink(link, owner, clean));
  }

  async readPositions(link: LinkName): Promise<readonly ShardPosition[]> {
    return (await readParts(this.#client, link, SHARD)).map((item) => ({
      shard: (item.part?.S ?? '').slice(SHARD.length),
      stream: item.stream?.S ?? '',
      finished: item.finished?.BOOL ?? false,
      ...(item.unlistedMs?.N === undefined ? {} : { unlistedMs: Number(item.unlistedMs.N) }),
      ...(item.sequence?.S === undefined ? {} : { sequence: item.sequence.S }),
    }));
  }

  async save(link: LinkName, owner: string, progress: LinkProgress): Promise<boolean> {
    for (const items of saveProgress(link, owner, progress)) {
      try {
        await this.#client.send(new TransactWriteItemsCommand({ TransactItems: items }));
      } catch (error) {
        const refused = refusedConditions(error);
        if (refused === undefined) throw error;
        // Refused for its turn alone: an attempt of before, whose answer was lost, was applied.
        const leader = toLeader(refused[0]?.item as Item | undefined);
        if (leader?.owner !== owner || leader.released) return false;
      }
    }
    return true;
  }

  async readStatus(link: LinkName): Promise<StatusItem | undefined> {
    const item = await this.#read(link, 'status');
    if (item === undefined) return undefined;
    const counts = Object.entries(item.counts?.M ?? {}).map(
      ([name, count]) => [name, Number(count.N)] as const,
    );
    return {
      atTip: item.atTip?.BOOL ?? false,
      atRest: item.atRest?.BOOL ?? false,
      atMs: Number(item.atMs?.N),
      counts: Object.fromEntries(counts),
      ...(item.lagMs?.N === undefined ? {} : { lagMs: Number(item.lagMs.N) }),
      ...(item.readUpToMs?.N === undefined ? {} : { readUpToMs: Number(item.readUpToMs.N) }),
      ...(item.completeUpToMs?.N === undefined ? {} : { completeUpToMs: Number(item.completeUpToMs.N) }),
      ...(item.contactMs?.N === undefined ? {} : { contactMs: Number(item.contactMs.N) }),
      ...(item.newestWriteMs?.N === undefined ? {} : { newestWriteMs: Number(item.newestWriteMs.N) }),
    };
  }

  async readBarrier(link: LinkName): Promise<BarrierItem | undefined> {
    const item = await this.#read(link, 'barrier');
    return item?.token?.S === undefined
      ? undefined
      : { token: item.token.S, reached: item.reached?.BOOL ?? false };
  }

  async requestBarrier(link: LinkName, token: string): Promise<boolean> {
    return this.#update(requestBarrier(link, token));
  }

  async reachBarrier(link: LinkName, owner: string, token: string): Promise<boolean> {
    return this.#transact(reachBarrier(link, owner, token));
  }

  async readHold(link: LinkName): Promise<HoldItem | undefined> {
    const item = await this.#read(link, 'hold');
    if (item?.token?.S === undefined) return undefined;
    return { token: item.token.S, seenBy: item.seenBy?.S };
  }

  async seeHold(link: LinkName, owner: string, token: string): Promise<boolean> {
    return this.#transact(seeHold(link, owner, token));
  }

  async dropHold(link: LinkName, token: string): Promise<boolean> {
    return this.#delete(dropHold(link, token));
  }

  async readGap(link: LinkName): Promise<LossWindow | undefined> {
    return decodeGap(await this.#read(link, 'gap'));
  }

  async noteGap(link: LinkName, owner: string, gap: LossWindow): Promise<boolean> {
    return this.#transact(noteGap(link, owner, gap));
  }

  async dropGap(link: LinkName, gap: LossWindow): Promise<boolean> {
    return this.#delete(dropGap(link, gap));
  }

  async readTables(link: LinkName): Promise<TablesItem | undefined> {
    return decodeTables(await this.#read(link, TABLES));
  }

  async noteTables(link: LinkName, owner: string, tables: TablesItem): Promise<boolean> {
    return this.#transact(noteTables(link, owner, tables));
  }

  async readSuspects(link: LinkName): Promise<readonly Suspect[]> {
    return (await readParts(this.#client, link, SUSPECT)).map((item) => ({
      key: item.key?.M ?? {},
      versionText: item.v?.S ?? '',
    }));
  }

  async dropSuspect(link: LinkName, { key, versionText }: Suspect): Promise<boolean> {
    return this.#delete({
      TableName: LINKS_TABLE,
      Key: partKey(link, suspectPart(link, key)),
      ConditionExpression: '#v = :v',
      ExpressionAttributeNames: { '#v': 'v' },
      ExpressionAttributeValues: { ':v': { S: versionText } },
    });
  }

  async #read(link: LinkName, part: string): Promise<Item | undefined> {
    const { Item: item } = await this.#client.send(
      new GetItemCommand({ TableName: LINKS_TABLE, Key: partKey(link, part), ConsistentRead: true }),
    );
    return item;
  }

  async #update(input: UpdateItemCommandInput): Promise<boolean> {
    try {
      await this.#client.send(new UpdateItemCommand(input));
      return true;
    } catch (error) {
      if (isConditionFailure(error)) return false;
      throw error;
    }
  }

  async #delete(input: DeleteItemCommandInput): Promise<boolean> {
    try {
      await this.#client.send(new DeleteItemCommand(input));
      return true;
    } catch (error) {
      if (isConditionFailure(error)) return false;
      throw error;
    }
  }

  async #transact(input: TransactWriteItemsCommandInput): Promise<boolean> {
    try {
      await this.#client.send(new TransactWriteItemsCommand(input));
      return true;
    } catch (error) {
      if (refusedConditions(error) !== undefined) return false;
      throw error;
    }
  }
}

function toLeader(item: Item | undefined): LeaderItem | undefined {
  if (item?.owner?.S === undefined) return undefined;
  return {
    owner: item.owner.S,
    counter: Number(item.counter?.N),
    released: item.released?.BOOL ?? false,
    clean: item.clean?.BOOL ?? false,
  };
}
