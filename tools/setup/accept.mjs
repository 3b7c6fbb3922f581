/** `npm run accept`: all of `npm test`, and besides the tests that take too long for every run (`*.accept.test.ts`). */
process.env.UNDERSTUDY_ACCEPT = 'true';
await import('./test.mjs');
