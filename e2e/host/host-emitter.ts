import { EventEmitter } from 'node:events';
import { missing } from './missing.ts';

type Listener = (...rest: never[]) => void;

/**
 * An emitter of Electron events. It refuses listeners for events that the host never emits, since waiting for one
 * would be silent, except for `silent` ones: events of Electron that have no occasion here, such as a crashed GPU.
 */
export class HostEmitter extends EventEmitter {
  constructor(name: string, emitted: readonly string[], silent: readonly string[]) {
    super();
    const known = new Set<string | symbol>(['newListener', 'removeListener', ...emitted, ...silent]);
    this.on('newListener', (event: string | symbol, _listener: Listener) => {
      if (!known.has(event)) throw missing(`event '${String(event)}' on ${name}`);
    });
  }
}
