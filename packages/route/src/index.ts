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
export { createRoute, type CreateRouteOptions } from './create-route.ts';
export { brokenInvariants } from './check-route.ts';
export {
  decodeFence,
  decodeRoute,
  encodeFence,
  encodeRoute,
  type StoredItem,
  type StoredRoute,
} from './encode-route.ts';
export { ensureFenceTable, ensureRouteTable, type EnsureTableOptions } from './ensure-tables.ts';
export { ROUTE_ERRORS, RouteError, type RouteErrorCode } from './errors.ts';
export { RouteLease } from './hold-lease.ts';
export type { LeaseHolder } from './lease-contract.ts';
export { ROUTE_METRICS } from './metrics.ts';
export type { OnControlLoss, RouteLeaseOptions } from './options.ts';
export { fenceFor, firstRoute, lastCleanEpoch, otherRegion, type FirstRoute } from './read-route.ts';
export type { Sender } from './stores/ask-endpoints.ts';
export { DynamoFenceStore, FENCE_TABLE, type DynamoFenceStoreOptions } from './stores/dynamodb-fences.ts';
export { DynamoRouteStore, ROUTE_TABLE, type DynamoRouteStoreOptions } from './stores/dynamodb.ts';
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
