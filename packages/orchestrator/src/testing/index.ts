export {
  AT_MS,
  EAST,
  sampleLink,
  samplePolicy,
  sampleReport,
  sampleSight,
  sampleView,
  viewWithoutWriter,
  WEST,
} from './sample-view.ts';
