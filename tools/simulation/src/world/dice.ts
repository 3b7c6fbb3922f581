import type { Randomness } from '@understudy/core';

/** One number in [0, 1) for each list of whole numbers, the same every time. */
function drawOf(...parts: readonly number[]): number {
  return fractionOf(parts.reduce(mix, START));
}

/** The numbers of all lists that begin with these, by what comes last: mixed once for many draws. */
export function drawsOf(...parts: readonly number[]): (last: number) => number {
  const state = parts.reduce(mix, START);
  return (last) => fractionOf(mix(state, last));
}

const START = 0x9e3779b9;

function mix(before: number, part: number): number {
  let state = Math.imul(before ^ part, 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return state ^ (state >>> 16);
}

function fractionOf(state: number): number {
  return (state >>> 0) / 2 ** 32;
}

/** A whole number that stands for a text. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** The chance of one run of one process: what it draws does not depend on what others draw. */
export function chanceOf(seed: number, name: string): Randomness {
  const own = hashOf(name);
  let drawn = 0;
  let named = 0;
  return {
    fraction: () => drawOf(seed, own, (drawn += 1)),
    unique: () => `${name}-${(named += 1)}`,
  };
}

/** Draws for a plan, one after the other. */
export class Dice {
  readonly #seed: number;
  #drawn = 0;

  constructor(seed: number) {
    this.#seed = seed;
  }

  fraction(): number {
    return drawOf(this.#seed, 0x51ed, (this.#drawn += 1));
  }

  between(from: number, to: number): number {
    return Math.round(from + this.fraction() * (to - from));
  }

  happens(chance: number): boolean {
    return this.fraction() < chance;
  }

  oneOf<T>(first: T, ...others: readonly T[]): T {
    const at = Math.floor(this.fraction() * (others.length + 1));
    return at === 0 ? first : (others[at - 1] ?? first);
  }
}
