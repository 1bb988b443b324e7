/** The events of web contents that the host emits. */
export const EMITTED = [
  'did-start-loading',
  'dom-ready',
  'did-finish-load',
  'did-stop-loading',
  'did-fail-load',
  'did-navigate',
  'did-navigate-in-page',
  'will-navigate',
  'will-frame-navigate',
  'render-process-gone',
  'console-message',
  'preload-error',
  'context-menu',
  'page-title-updated',
  'destroyed',
];

/** Those for which there is no occasion here. */
export const SILENT = [
  'will-redirect',
  'did-redirect-navigation',
  'did-start-navigation',
  'did-frame-navigate',
  'did-create-window',
  'will-attach-webview',
  'did-attach-webview',
  'will-prevent-unload',
  'before-input-event',
  'zoom-changed',
  'unresponsive',
  'responsive',
  'certificate-error',
  'select-bluetooth-device',
  'login',
  'devtools-opened',
  'devtools-closed',
];
