export { brokenInvariants } from './broken-invariants.ts';
export { checkClaim, MOST_EPOCHS, type CheckedClaim } from './check-claim.ts';
export {
  decideTransition,
  MOVE_STEPS,
  type Abort,
  type Advance,
  type Claim,
  type Promote,
  type Settle,
  type TakeOut,
  type Transition,
} from './decide-transition.ts';
export {
  decodeFence,
  decodeRoute,
  encodeFence,
  encodeRoute,
  regionOfFence,
  SERVICE_KEY,
  type StoredItem,
  type StoredRoute,
} from './encode-route.ts';
export { ROUTE_ERRORS, RouteError, type RouteErrorCode } from './errors.ts';
export { fenceFor } from './fence-for.ts';
export { firstRoute, type FirstRoute } from './first-route.ts';
export { ItemReader, type CorruptError } from './item-reader.ts';
export { lastCleanEpoch } from './last-clean-epoch.ts';
export type { LeaseHolder } from './lease-holder.ts';
export { otherRegion } from './other-region.ts';
export { routeOfFences, type FencedRoute, type ReadFence } from './route-of-fences.ts';
export type {
  CompareAndSet,
  EpochRecord,
  FenceItem,
  FenceStore,
  MergingEntry,
  MoveKind,
  MoveStep,
  MovingRoute,
  Route,
  RouteSnapshot,
  RouteStore,
  RouteView,
  SteadyRoute,
  Tail,
} from './types.ts';
