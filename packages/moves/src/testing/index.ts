export {
  MemoryLinks,
  MemoryProbe,
  type BarrierRequest,
  type MemoryLinksOptions,
  type Outages,
} from './memory-links.ts';
export { Life, type DeathOptions } from './life.ts';
export { wired, type WireOptions } from './wired.ts';
export {
  MoveWorld,
  REGION_A,
  REGION_B,
  WORLD_LIMITS,
  type Change,
  type LivingMover,
  type WitnessState,
  type WorldMover,
  type WorldProcess,
} from './move-world.ts';
