export type { LeaseHolder } from './lease-contract.ts';
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
