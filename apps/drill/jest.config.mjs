import preset from '../../jest.preset.mjs';

// Two drills at once: each mostly waits, for leases and for shards.
export default { ...preset, displayName: 'drill', maxWorkers: 2 };
