/** Starts an instance with a process, tells where it is, and waits for whatever comes. */
import { startLinodeCloud } from '../linode/start-linode-cloud.ts';
import { callApi } from './call-api.ts';

const USER_DATA = `#cloud-config
write_files:
  - { path: /etc/systemd/system/wait.service, content: "[Service]\\nExecStart=/bin/sleep 600\\n" }
runcmd:
  - [systemctl, start, wait]
`;

const cloud = await startLinodeCloud();
await callApi(cloud, 'POST', '/v4beta/linode/instances', {
  label: 'held',
  region: 'de-fra-2',
  type: 'g6-nanode-1',
  image: 'linode/debian12',
  root_pass: 'correct-horse-battery',
  metadata: { user_data: Buffer.from(USER_DATA).toString('base64') },
});
const timer = setInterval(() => {
  const pid = cloud.instance('held').units[0]?.pid;
  if (pid === undefined) return;
  clearInterval(timer);
  process.stdout.write(`${JSON.stringify({ directory: cloud.directory, pid })}\n`);
  setInterval(() => undefined, 60_000);
}, 10);
