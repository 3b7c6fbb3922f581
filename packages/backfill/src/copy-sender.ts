import {
  BatchExecuteStatementCommand,
  PutItemCommand,
  TransactWriteItemsCommand,
  type BatchExecuteStatementCommandInput,
} from '@aws-sdk/client-dynamodb';
import {
  classifyFailure,
  isConditionFailure,
  refusedConditions,
  ReplicatorError,
} from '@understudy/replicator';
import { incompleteMember, type Item } from '@understudy/versions';
import type { CopyContext } from './copy-context.ts';
import { correctCopy } from './correct-copy.ts';
import { writeUnitsOf } from './size-of.ts';
import { repeatRequest } from './repeat-request.ts';
import { InsertStatements } from './requests/insert-statements.ts';
import { putCopy, putCopyGuarded } from './requests/put-copy.ts';
import type { Copy } from './types.ts';

/** What became of one copy. */
export type Sent = 'copied' | 'newer' | 'corrected' | 'failed';

/** Bytes of one batch, at most: far below what a request may have. */
const BATCH_BYTES = 400_000;

/** After a batch most of whose keys were taken, so many items go by themselves before another batch is tried. */
const SINGLES_AFTER_TAKEN = 1_000;

/** Why a statement of a batch did not insert its item: another item has the key. */
const TAKEN = 'DuplicateItem';

/**
 * Writes copies to the target: in batches of inserts while the target is mostly empty, which cost a tenth of the CPU
 * of single puts, and by one conditional put each where a key is taken.
 */
export class CopySender {
  readonly #context: CopyContext;
  readonly #statements: InsertStatements;
  #singles = 0;
  #noBatches = false;

  constructor(context: CopyContext) {
    this.#context = context;
    this.#statements = new InsertStatements(context.table);
    this.#noBatches = context.options.batchItems === 1;
  }

  /** Resolves when each copy is decided, in their order. @throws what a person has to mend */
  async send(copies: readonly Copy[]): Promise<readonly Sent[]> {
    const { slots } = this.#context;
    const parts = this.#split(copies);
    const sent = await Promise.all(
      parts.map((part) => slots.run(() => (part.length === 1 ? this.#each(part) : this.#batch(part)))),
    );
    return sent.flat();
  }

  /** Parts of one item go by themselves. */
  #split(copies: readonly Copy[]): readonly (readonly Copy[])[] {
    const { batchItems } = this.#context.options;
    const parts: Copy[][] = [];
    let open: Copy[] = [];
    let bytes = 0;
    for (const copy of copies) {
      if (
        this.#noBatches ||
        this.#singles > 0 ||
        incompleteMember(copy.item) !== undefined ||
        !this.#statements.fits(copy)
      ) {
        this.#singles = Math.max(0, this.#singles - 1);
        parts.push([copy]);
        continue;
      }
      if (open.length === 0 || open.length === batchItems || bytes + copy.bytes > BATCH_BYTES) {
        open = [];
        bytes = 0;
        parts.push(open);
      }
      open.push(copy);
      bytes += copy.bytes;
    }
    return parts;
  }

  async #batch(copies: readonly Copy[]): Promise<readonly Sent[]> {
    const { writer, clock, signal } = this.#context;
    const mode = await writer.ready((ms) => clock.sleep(ms, signal));
    // A batch minds no tombstones.
    if (mode === 'guarded' || this.#noBatches) return this.#each(copies);
    const failures = await this.#insert(this.#statements.batch(copies), copies);
    if (failures === undefined) return this.#each(copies);
    const taken = failures.filter((code) => code === TAKEN).length;
    if (taken * 2 > copies.length) this.#singles = SINGLES_AFTER_TAKEN;
    const sent: Sent[] = [];
    for (const [at, copy] of copies.entries())
      sent.push(failures[at] === undefined ? 'copied' : await this.#one(copy));
    return sent;
  }

  /** Why each was not inserted; `undefined` in all where batches are not to be had here. */
  async #insert(
    input: BatchExecuteStatementCommandInput,
    copies: readonly Copy[],
  ): Promise<readonly (string | undefined)[] | undefined> {
    const { plain, writeLimit, signal } = this.#context;
    await writeLimit.room(signal);
    try {
      const { Responses = [], ConsumedCapacity } = await repeatRequest(
        () => plain.send(new BatchExecuteStatementCommand(this.#counted(input))),
        this.#context,
      );
      const told = (ConsumedCapacity ?? []).reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);
      writeLimit.take(told > 0 ? told : estimate(copies));
      return Responses.map(({ Error: failure }) => failure?.Code);
    } catch (error) {
      // Not allowed to (PartiQL has separate permissions), or not understood: puts do the same.
      const { kind } = classifyFailure(error);
      if (kind !== 'record' && kind !== 'configuration' && kind !== 'unknown') throw error;
      this.#noBatches = true;
      return undefined;
    }
  }

  /** One after the other: they are under way as one. */
  async #each(copies: readonly Copy[]): Promise<readonly Sent[]> {
    const sent: Sent[] = [];
    for (const copy of copies) sent.push(await this.#one(copy));
    return sent;
  }

  async #one(copy: Copy): Promise<Sent> {
    const { onFailed } = this.#context;
    try {
      refuseIncomplete(copy.item);
      const refused = await this.#put(copy);
      if (refused === undefined) return 'copied';
      const { item } = refused;
      if (item?.[this.#context.table.stampAttribute]?.S === copy.item[this.#context.table.stampAttribute]?.S)
        return 'copied';
      if (item !== undefined && (await correctCopy(copy, item, this.#context))) return 'corrected';
      return 'newer';
    } catch (error) {
      if (classifyFailure(error).kind !== 'record') throw error;
      onFailed({ key: copy.key, cause: error instanceof Error ? error.message : String(error) });
      return 'failed';
    }
  }

  /** `undefined`: written; else what refused it. */
  async #put(copy: Copy): Promise<{ readonly item?: Item | undefined } | undefined> {
    const { plain, guarded, table, writer, writeLimit, clock, signal } = this.#context;
    await writeLimit.room(signal);
    return repeatRequest(async () => {
      const mode = await writer.ready((ms) => clock.sleep(ms, signal));
      try {
        if (mode === 'plain') {
          const input = this.#counted(putCopy(copy, table));
          const { ConsumedCapacity } = await plain.send(new PutItemCommand(input));
          writeLimit.take(ConsumedCapacity?.CapacityUnits ?? writeUnitsOf(copy.bytes));
        } else {
          await guarded.send(new TransactWriteItemsCommand(putCopyGuarded(copy, table)));
          writeLimit.take(2 * writeUnitsOf(copy.bytes) + 2);
        }
        return undefined;
      } catch (error) {
        if (isConditionFailure(error)) {
          writeLimit.take(writeUnitsOf(copy.bytes));
          return { item: (error as { Item?: Item }).Item };
        }
        const reasons = refusedConditions(error);
        if (reasons === undefined) throw error;
        writeLimit.take(2 * writeUnitsOf(copy.bytes) + 2);
        return { item: reasons[0]?.item as Item | undefined };
      }
    }, this.#context);
  }

  /** Asks what a request consumed only where that is needed. */
  #counted<T extends object>(input: T): T & { ReturnConsumedCapacity?: 'TOTAL' } {
    return this.#context.writeLimit.limited ? { ...input, ReturnConsumedCapacity: 'TOTAL' } : input;
  }
}

/** @throws ReplicatorError `UND_REPLICATOR_IMAGE_INCOMPLETE`: a copy without one of its members is none */
function refuseIncomplete(item: Item): void {
  const lost = incompleteMember(item);
  if (lost === undefined) return;
  throw new ReplicatorError('UND_REPLICATOR_IMAGE_INCOMPLETE', {
    what: `The AWS SDK reads no value for "${lost}".`,
    details: { member: lost },
  });
}

function estimate(copies: readonly Copy[]): number {
  return copies.reduce((sum, { bytes }) => sum + writeUnitsOf(bytes), 0);
}
