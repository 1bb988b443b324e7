import type { Display, Screen } from 'electron';
import { HostEmitter } from './host-emitter.ts';
import { refuseMissing } from './missing.ts';

type Supported = Pick<
  Screen,
  'getPrimaryDisplay' | 'getAllDisplays' | 'getDisplayMatching' | 'getCursorScreenPoint'
>;

const area = { x: 0, y: 0, width: 1920, height: 1080 };

/** The one display there is, as far as the program is told. */
const display = {
  id: 1,
  label: 'Stand-in display',
  bounds: area,
  workArea: area,
  size: { width: area.width, height: area.height },
  workAreaSize: { width: area.width, height: area.height },
  nativeOrigin: { x: 0, y: 0 },
  scaleFactor: 1,
  rotation: 0,
  internal: false,
  detected: true,
  monochrome: false,
  accelerometerSupport: 'unknown',
  colorDepth: 24,
  colorSpace: '',
  depthPerComponent: 8,
  displayFrequency: 60,
  maximumCursorSize: { width: 64, height: 64 },
  touchSupport: 'unknown',
} satisfies Display;

class HostScreen extends HostEmitter implements Supported {
  constructor() {
    super('screen', [], ['display-added', 'display-removed', 'display-metrics-changed']);
  }

  getPrimaryDisplay(): Display {
    return display;
  }

  getAllDisplays(): Display[] {
    return [display];
  }

  getDisplayMatching(): Display {
    return display;
  }

  getCursorScreenPoint(): { x: number; y: number } {
    return { x: 0, y: 0 };
  }
}

export const screen = new HostScreen();
refuseMissing(HostScreen.prototype, 'screen');
