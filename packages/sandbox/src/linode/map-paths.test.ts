import { describe, expect, it } from '@jest/globals';
import { mapPaths } from './map-paths.ts';

const { place, rewrite } = mapPaths('/dev/shm/cloud/7', ['/home/ada/shop', '/opt/node/bin']);

describe('paths of an instance', () => {
  it.each([
    [
      '/opt/app/app.py --config=/etc/app.yaml',
      '/dev/shm/cloud/7/opt/app/app.py --config=/dev/shm/cloud/7/etc/app.yaml',
    ],
    ['mkdir -p /var/lib/x\ncd "/srv/y"', 'mkdir -p /dev/shm/cloud/7/var/lib/x\ncd "/dev/shm/cloud/7/srv/y"'],
    ['/usr/bin/python3 -m x > /dev/null', '/usr/bin/python3 -m x > /dev/null'],
    ['/opt/node/bin/node /home/ada/shop/main.ts', '/opt/node/bin/node /home/ada/shop/main.ts'],
    ['curl http://host/opt/app /etc/ssl/certs', 'curl http://host/opt/app /etc/ssl/certs'],
    ['/optional/etc a/etc/b', '/optional/etc a/etc/b'],
    ['/dev/shm/cloud/7/etc/x', '/dev/shm/cloud/7/etc/x'],
  ])('%j become its own where they are', (text, wanted) => {
    expect(rewrite(text)).toBe(wanted);
  });

  it('lie in its folder', () => {
    expect(place('/etc/app.yaml')).toBe('/dev/shm/cloud/7/etc/app.yaml');
    expect(place('/home/ada/shop/main.ts')).toBe('/home/ada/shop/main.ts');
  });
});
