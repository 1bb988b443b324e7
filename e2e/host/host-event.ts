import type { EventEmitter } from 'node:events';

/** The first argument of Electron's events. */
export class HostEvent {
  defaultPrevented = false;

  preventDefault(): void {
    this.defaultPrevented = true;
  }
}

/** Emits an event that listeners may cancel, and returns true where one did. `details` are added to the event object. */
export function emitCancellable(
  emitter: EventEmitter,
  name: string,
  details: object = {},
  ...rest: readonly unknown[]
): boolean {
  const event = Object.assign(new HostEvent(), details);
  emitter.emit(name, event, ...rest);
  return event.defaultPrevented;
}
