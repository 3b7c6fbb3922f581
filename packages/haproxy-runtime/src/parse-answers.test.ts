import { describe, expect, it } from '@jest/globals';
import { HaproxyRuntimeError } from './errors.ts';
import { joinServers } from './join-servers.ts';
import { parseInfo } from './parse-info.ts';
import { parseProcesses } from './parse-processes.ts';
import { parseServersState } from './parse-servers-state.ts';
import { parseStatistics } from './parse-statistics.ts';

const PROCESSES = `#<PID>          <type>          <reloads>       <uptime>        <version>      
18377           master          1 [failed: 2]   0d00h00m02s     2.6.12-1+deb12u3
# workers
18433           worker          0               0d00h00m01s     2.6.12-1+deb12u3
# old workers
18382           worker          1               0d00h00m09s     2.6.12-1+deb12u3
# programs
`;

describe('answers of HAProxy', () => {
  it('show proc', () => {
    expect(parseProcesses(PROCESSES)).toEqual({
      master: 18377,
      failedReloads: 2,
      workers: [{ pid: 18433, reloads: 0 }],
      oldWorkers: [{ pid: 18382, reloads: 1 }],
    });
    expect(parseProcesses(PROCESSES.replace(' [failed: 2]', ''))).not.toHaveProperty('failedReloads');
  });

  it('show stat, with commas in quotes', () => {
    const answer = '# pxname,svname,check_status,last_chk,scur,\nshop,a-1,L7OK,"a, ""b""",3,\n';
    expect(parseStatistics(answer)).toEqual([
      { pxname: 'shop', svname: 'a-1', check_status: 'L7OK', last_chk: 'a, "b"', scur: '3', '': '' },
    ]);
  });

  it('show servers state: configured maintenance that was ended is none', () => {
    const state = (admin: number) =>
      `1\n# be_name srv_name srv_addr srv_op_state srv_admin_state srv_uweight srv_port\nshop a-1 ::1 2 ${admin} 7 80\n`;
    const statistics = '# pxname,svname,check_status,scur,qcur,stot\nshop,a-1,L7OK,1,2,3\n';
    expect(joinServers(state(4), statistics)).toEqual([
      {
        backend: 'shop',
        name: 'a-1',
        address: '[::1]:80',
        state: 'up',
        maintenance: false,
        draining: false,
        weight: 7,
        sessions: 1,
        queued: 2,
        total: 3,
        check: 'L7OK',
      },
    ]);
    expect(joinServers(state(5), statistics)).toMatchObject([{ maintenance: true }]);
    expect(joinServers(state(8), statistics)).toMatchObject([{ draining: true }]);
  });

  it.each([
    ['show proc', () => parseProcesses('Unknown command')],
    ['show info', () => parseInfo('Permission denied')],
    ['show servers state', () => parseServersState('2\n')],
    ['show stat', () => parseStatistics('')],
  ])('an answer to %s that makes no sense has a code', (_command, parse) => {
    expect(parse).toThrow(HaproxyRuntimeError);
  });
});
