import { systemClock, systemRandomness, type Clock } from '@understudy/core';
import { ItemControlStore } from './item-control-store.ts';
import { MemoryItems } from './memory-items.ts';

export interface MemoryControlStoreOptions {
  /** Says which intents ended lately: the machine's unless given. */
  readonly clock?: Pick<Clock, 'wallMs'>;
}

/** The control store in this process's memory: for tests and simulations. */
export class MemoryControlStore extends ItemControlStore {
  constructor({ clock = systemClock() }: MemoryControlStoreOptions = {}) {
    super({ service: 'memory', items: new MemoryItems(), clock, randomness: systemRandomness });
  }
}
