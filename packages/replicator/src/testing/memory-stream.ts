import type { _Record } from '@aws-sdk/client-dynamodb-streams';
import type {
  ListFrom,
  ReadBatch,
  ReadFrom,
  StreamLook,
  StreamReader,
  StreamShards,
} from '../stream/stream-reader.ts';

/** A shard as a test sets it up; records can be added while it is open. */
export interface ScriptedShard {
  readonly id: string;
  readonly parent?: string | undefined;
  readonly records: _Record[];
  closed: boolean;
}

/**
 * A stream in memory that does what DynamoDB Local never does: splits, late listings, trims, expired iterators.
 * Iterators are `shard:index`.
 */
export class MemoryStream implements StreamReader {
  readonly shards: ScriptedShard[] = [];
  stream = 'memory';
  enabled = true;
  /** Shards that are not listed. */
  readonly unlisted = new Set<string>();
  /** How many records of a shard are no longer kept. */
  readonly trimmed = new Map<string, number>();
  /** What each listing asked for, in order; every shard is listed whatever it was. */
  readonly listedFrom: ListFrom[] = [];
  /** Every read, as `shard:index`, in order. */
  readonly reads: string[] = [];
  /** Called before every read; returns an answer instead of the shard's, or throws. */
  intercept: ((shard: string) => ReadBatch | undefined) | undefined;

  add(id: string, parent?: string): ScriptedShard {
    const shard: ScriptedShard = {
      id,
      records: [],
      closed: false,
      parent,
    };
    this.shards.push(shard);
    return shard;
  }

  async look(): Promise<StreamLook> {
    return { stream: this.stream, enabled: this.enabled };
  }

  async list(from: ListFrom = 'start'): Promise<StreamShards> {
    this.listedFrom.push(from);
    const shards = this.shards.filter(({ id }) => !this.unlisted.has(id));
    return {
      stream: this.stream,
      enabled: this.enabled,
      whole: true,
      shards: shards.map(({ id, parent }) => ({ id, parent })),
    };
  }

  async open(_stream: string, shard: string, from: ReadFrom): ReturnType<StreamReader['open']> {
    const found = this.#find(shard);
    if (found === undefined) return { is: 'gone' };
    const kept = this.trimmed.get(shard) ?? 0;
    if (from === 'oldest') return { is: 'open', iterator: `${shard}:${kept}` };
    if (from === 'latest') return { is: 'open', iterator: `${shard}:${found.records.length}` };
    const after = found.records.findIndex(({ dynamodb }) => dynamodb?.SequenceNumber === from.after) + 1;
    return after < kept ? { is: 'trimmed' } : { is: 'open', iterator: `${shard}:${after}` };
  }

  async read(iterator: string, limit: number): Promise<ReadBatch> {
    const [shard = '', at = '0'] = iterator.split(':');
    this.reads.push(iterator);
    const instead = this.intercept?.(shard);
    if (instead !== undefined) return instead;
    const found = this.#find(shard);
    if (found === undefined) return { is: 'gone' };
    if (Number(at) < (this.trimmed.get(shard) ?? 0)) return { is: 'trimmed' };
    const records = found.records.slice(Number(at), Number(at) + limit);
    const next = Number(at) + records.length;
    const ended = found.closed && next === found.records.length;
    return { is: 'batch', records, ...(ended ? {} : { next: `${shard}:${next}` }) };
  }

  #find(shard: string): ScriptedShard | undefined {
    return this.shards.find(({ id }) => id === shard);
  }
}
