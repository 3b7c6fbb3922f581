/** Keeps servers until its standard input closes; its first line is the socket at which it lends them. */
import { keepServers } from './keep-servers.ts';

const keeper = await keepServers();
process.stdin.once('close', () => void keeper.close()).resume();
console.log(keeper.path);
