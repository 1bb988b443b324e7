import { pageOrigin } from '../scheme.ts';

/** The part of Electron's event that tells who sent a message. The frame is null once it has gone. */
export interface Caller {
  readonly sender: unknown;
  readonly senderFrame: { readonly origin: string; readonly parent: unknown } | null;
}

/** Whether a message comes from the page of our own window: its top frame, and loaded from the program itself. */
export function isFromWindow(
  { sender, senderFrame }: Caller,
  windows: readonly { readonly webContents: unknown }[],
): boolean {
  return (
    senderFrame !== null &&
    senderFrame.parent === null &&
    senderFrame.origin === pageOrigin &&
    windows.some((window) => window.webContents === sender)
  );
}
