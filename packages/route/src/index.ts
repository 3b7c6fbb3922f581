export {
  decideTransition,
  MOST_EPOCHS,
  MOVE_STEPS,
  type Abort,
  type Advance,
  type Claim,
  type Promote,
  type Settle,
  type TakeOut,
  type Transition,
} from './decide-transition.ts';
export { brokenInvariants } from './check-route.ts';
export {
  decodeFence,
  decodeRoute,
  encodeFence,
  encodeRoute,
  type StoredItem,
  type StoredRoute,
} from './encode-route.ts';
export { ROUTE_ERRORS, RouteError, type RouteErrorCode } from './errors.ts';
export type { LeaseHolder } from './lease-contract.ts';
export { fenceFor, firstRoute, lastCleanEpoch, otherRegion, type FirstRoute } from './read-route.ts';
export { MemoryFenceStore, MemoryRouteStore } from './stores/memory.ts';
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
