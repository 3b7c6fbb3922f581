export { sampleTopology } from './sample-topology.ts';
