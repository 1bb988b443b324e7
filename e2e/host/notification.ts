import type { Notification, NotificationConstructorOptions } from 'electron';
import { app } from './app.ts';
import { HostEmitter } from './host-emitter.ts';
import { HostEvent } from './host-event.ts';
import { refuseMissing } from './missing.ts';

type Supported = Pick<Notification, 'title' | 'body' | 'show' | 'close'>;

/** A notification that the program showed. */
export interface ShownNotification {
  readonly title: string;
  readonly body: string;
}

const shown: HostNotification[] = [];

/** A notification of the desktop. It is not drawn, but taken note of, and a test may click it. */
export class HostNotification extends HostEmitter implements Supported {
  title: string;
  body: string;

  constructor({ title = '', body = '' }: NotificationConstructorOptions = {}) {
    super('Notification', ['show', 'click', 'close'], ['failed', 'reply', 'action']);
    if (!app.isReady()) throw new Error('Cannot create Notification before app is ready');
    this.title = title;
    this.body = body;
  }

  static isSupported(): boolean {
    return true;
  }

  show(): void {
    shown.push(this);
    this.emit('show', new HostEvent());
  }

  close(): void {
    this.emit('close', new HostEvent());
  }
}
refuseMissing(HostNotification.prototype, 'Notification');

/** The notifications so far, oldest first. */
export function shownNotifications(): readonly ShownNotification[] {
  return shown.map(({ title, body }) => ({ title, body }));
}

/** Clicks the newest one. */
export function clickNotification(): void {
  shown.at(-1)?.emit('click', new HostEvent());
}
