export {
  MemoryLinks,
  MemoryProbe,
  type BarrierRequest,
  type MemoryLinksOptions,
  type Outages,
} from './memory-links.ts';
export { Life, wired, type DeathOptions, type WireOptions } from './mortal-ports.ts';
export {
  MoveWorld,
  REGION_A,
  REGION_B,
  WORLD_LIMITS,
  type Change,
  type LivingMover,
  type WitnessState,
  type WorldMover,
} from './move-world.ts';
