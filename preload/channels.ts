import type { Channel, EventName } from './api.ts';

/** Every channel that the window may call. */
export const channels = {
  'app:info': true,
  'app:copy-text': true,
  'app:show-database': true,
  'app:open-link': true,
  'settings:get': true,
  'settings:save': true,
  'database:status': true,
  'database:stats': true,
  'database:health': true,
  'backups:list': true,
  'backups:create': true,
  'backups:choose': true,
  'backups:plan-restore': true,
  'backups:restore': true,
  'backups:undo-restore': true,
  'backups:show-folder': true,
  'entries:get': true,
  'entries:add': true,
  'entries:update': true,
  'entries:set-archived': true,
  'entries:history': true,
  'entries:recents': true,
  'entries:opened': true,
  'entries:similar-titles': true,
  'entries:vocabulary': true,
  'search:page': true,
  'search:facets': true,
  'starter:load': true,
  'work:cancel': true,
  'window:confirm-close': true,
} as const satisfies Record<Channel, true>;

/** Every announcement that the window may listen for. */
export const eventNames = {
  'menu:command': true,
  'work:changed': true,
  'entries:changed': true,
  'settings:changed': true,
  'backups:changed': true,
} as const satisfies Record<EventName, true>;
