/** Chance as the rest of the code sees it, so that a seed can decide it in a simulation. */
export interface Randomness {
  /** A number in [0, 1). */
  fraction(): number;
  /** A unique text. */
  unique(): string;
}

/** The machine's own chance. */
export const systemRandomness: Randomness = {
  fraction: () => Math.random(),
  unique: () => crypto.randomUUID(),
};
