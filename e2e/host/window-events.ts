/** The events of windows that the host emits. */
export const EMITTED = [
  'ready-to-show',
  'show',
  'hide',
  'focus',
  'blur',
  'close',
  'closed',
  'minimize',
  'restore',
  'maximize',
  'unmaximize',
  'enter-full-screen',
  'leave-full-screen',
  'resize',
  'resized',
  'page-title-updated',
  'persisted-state-restored',
];

/** Those for which there is no occasion here. */
export const SILENT = [
  'move',
  'moved',
  'will-resize',
  'will-move',
  'unresponsive',
  'responsive',
  'session-end',
  'query-session-end',
  'system-context-menu',
];
