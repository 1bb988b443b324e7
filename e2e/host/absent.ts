import { missingModule } from './missing.ts';

// The parts of Electron that this host does not have. They can be imported, so that a program that names one starts,
// and throw when they are used.

export const autoUpdater = missingModule('autoUpdater');
export const BaseWindow = missingModule('BaseWindow');
export const BrowserView = missingModule('BrowserView');
export const ClipboardItem = missingModule('ClipboardItem');
export const contentTracing = missingModule('contentTracing');
export const crashReporter = missingModule('crashReporter');
export const desktopCapturer = missingModule('desktopCapturer');
export const globalShortcut = missingModule('globalShortcut');
export const ImageView = missingModule('ImageView');
export const inAppPurchase = missingModule('inAppPurchase');
export const IpcMainServiceWorker = missingModule('IpcMainServiceWorker');
export const MessageChannelMain = missingModule('MessageChannelMain');
export const nativeImage = missingModule('nativeImage');
export const netLog = missingModule('netLog');
export const powerMonitor = missingModule('powerMonitor');
export const powerSaveBlocker = missingModule('powerSaveBlocker');
export const pushNotifications = missingModule('pushNotifications');
export const ShareMenu = missingModule('ShareMenu');
export const systemPreferences = missingModule('systemPreferences');
export const TouchBar = missingModule('TouchBar');
export const Tray = missingModule('Tray');
export const utilityProcess = missingModule('utilityProcess');
export const View = missingModule('View');
export const webContents = missingModule('webContents');
export const WebContentsView = missingModule('WebContentsView');
export const webFrameMain = missingModule('webFrameMain');
export const WebSocket = missingModule('WebSocket');
