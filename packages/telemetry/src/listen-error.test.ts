import { expect, it } from '@jest/globals';
import { listenError } from './listen-error.ts';

it('says what the operating system refused', () => {
  const denied = Object.assign(new Error('listen EACCES'), { code: 'EACCES' });
  expect(listenError(denied, '::1', 80)).toMatchObject({
    code: 'UND_TELEMETRY_ADDRESS_NOT_ALLOWED',
    message: expect.stringContaining('This user may not listen on [::1]:80.'),
    details: { host: '::1', port: 80 },
    cause: denied,
  });
});
