export { HandLease } from './hand-lease.ts';
export { merging } from './merging.ts';
export { moving } from './moving.ts';
export { steady } from './steady.ts';
