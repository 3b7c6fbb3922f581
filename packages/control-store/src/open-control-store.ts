import type { OpenedService } from '@understudy/service';
import type { ControlStore } from './control-store.ts';

/** The control store of a service, reached through the service's control clients. */
export declare function openControlStore(service: OpenedService): ControlStore;
