import type { CDPSession } from 'playwright-core';
import { pathFunctionName } from './page/file-path.ts';

/** Tells the preload's world of a page where files are that the user gave to it. A file that a script made is nowhere. */
export async function tellFilePaths(session: CDPSession, secret: string): Promise<void> {
  session.on('Debugger.paused', ({ callFrames: [frame] }) => {
    const asked = frame?.functionName === pathFunctionName(secret) ? frame.callFrameId : null;
    const told = asked === null ? Promise.resolve() : tellPath(session, asked);
    told
      .then(() => session.send('Debugger.resume'))
      .catch(() => {
        // The page went away while it was stopped.
      });
  });
  await session.send('Debugger.enable');
}

async function tellPath(session: CDPSession, callFrameId: string): Promise<void> {
  const { result } = await session.send('Debugger.evaluateOnCallFrame', { callFrameId, expression: 'file' });
  if (result.objectId === undefined) return;
  const { path } = await session.send('DOM.getFileInfo', { objectId: result.objectId });
  const expression = `path = ${JSON.stringify(path)}`;
  await session.send('Debugger.evaluateOnCallFrame', { callFrameId, expression });
}
