import { GetItemCommand, type UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { LookClient } from '../take-region-look.ts';

/** What a region does with a request. */
export interface Mood {
  /** Resolves when the answer is sent; rejects in place of it. */
  readonly write: (signal: AbortSignal) => Promise<void>;
  readonly read: (signal: AbortSignal) => Promise<void>;
}

const AT_ONCE = async () => undefined;

/** One canary item behind clients that count themselves. */
export class MemoryRegion {
  mood: Mood = { write: AT_ONCE, read: AT_ONCE };
  /** `undefined`: the item is absent. */
  stored: number | undefined;
  opened = 0;
  /** Clients that were opened and not destroyed. */
  open = 0;
  mostOpen = 0;

  readonly client = (): LookClient => {
    this.opened += 1;
    this.open += 1;
    this.mostOpen = Math.max(this.mostOpen, this.open);
    const send = async (command: unknown, { abortSignal }: { abortSignal: AbortSignal }) => {
      if (command instanceof GetItemCommand) return this.#read(command, abortSignal);
      return this.#write(command as UpdateItemCommand, abortSignal);
    };
    return {
      send,
      destroy: () => {
        this.open -= 1;
      },
    } as unknown as LookClient;
  };

  become(mood: Partial<Mood>): void {
    this.mood = { write: AT_ONCE, read: AT_ONCE, ...mood };
  }

  async #write({ input }: UpdateItemCommand, signal: AbortSignal): Promise<object> {
    await this.mood.write(signal);
    const sequence = Number(input.ExpressionAttributeValues?.[':sequence']?.N);
    if (this.stored !== undefined && this.stored >= sequence) {
      const refusal = new Error('The conditional request failed');
      const Item = { sequence: { N: String(this.stored) } };
      throw Object.assign(refusal, { name: 'ConditionalCheckFailedException', $fault: 'client', Item });
    }
    this.stored = sequence;
    return {};
  }

  async #read({ input }: GetItemCommand, signal: AbortSignal): Promise<object> {
    if (input.ConsistentRead !== true) throw new Error('the read is not strongly consistent');
    await this.mood.read(signal);
    return this.stored === undefined ? {} : { Item: { sequence: { N: String(this.stored) } } };
  }
}
