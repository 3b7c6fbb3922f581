import preset from '../../jest.preset.mjs';

export default { ...preset, displayName: 'setup', testMatch: ['**/src/**/*.test.mjs'] };
