export { firesOn, type FiresOnOptions } from './fires-on.ts';
export { readSamples } from './read-samples.ts';
