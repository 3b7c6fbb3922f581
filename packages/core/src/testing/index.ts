export { ManualClock } from './manual-clock.ts';
export { PATIENCE_MS } from './patience-ms.ts';
export { ProcessClock } from './process-clock.ts';
export { propertyRuns } from './property-runs.ts';
export { RecordingTelemetry, series } from './recording-telemetry.ts';
export { seededRandomness } from './seeded-randomness.ts';
