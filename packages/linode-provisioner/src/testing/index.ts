export { MemoryLinode } from './memory-linode.ts';
