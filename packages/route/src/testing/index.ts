export { HandLease } from './hand-lease.ts';
export { merging, moving, steady } from './sample-routes.ts';
