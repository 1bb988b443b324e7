import type { MenuItem, MenuItemConstructorOptions } from 'electron';
import { app } from './app.ts';
import { asBrowserWindow, asMenuItem } from './as-electron.ts';
import type { HostBrowserWindow } from './browser-window.ts';
import { HostEvent } from './host-event.ts';
import { roleDefaults, roleSubmenu, type Role } from './menu-roles.ts';
import type { HostMenu } from './menu.ts';
import { refuseMissing } from './missing.ts';

type Build = (template: readonly (MenuItemConstructorOptions | MenuItem)[]) => HostMenu;
type Supported = Pick<
  MenuItem,
  | 'id'
  | 'label'
  | 'sublabel'
  | 'toolTip'
  | 'type'
  | 'accelerator'
  | 'registerAccelerator'
  | 'enabled'
  | 'visible'
  | 'checked'
  | 'commandId'
  | 'click'
>;

let made = 0;

/** An item of a menu, with what its role brings along. */
export class HostMenuItem implements Supported {
  readonly commandId: number;
  readonly id: string;
  readonly type: MenuItem['type'];
  readonly role?: Role;
  readonly accelerator: string | null;
  readonly registerAccelerator: boolean;
  readonly submenu: HostMenu | undefined;
  /** The editing command of Chromium that the role stands for. */
  readonly edits: string | null;
  label: string;
  sublabel: string;
  toolTip: string;
  enabled: boolean;
  visible: boolean;
  checked: boolean;
  /** The menu that the item is in; null until it is in one. */
  menu: HostMenu | null = null;
  readonly #onClick: MenuItemConstructorOptions['click'];

  constructor(options: MenuItemConstructorOptions, build: Build) {
    made += 1;
    const defaults = options.role === undefined ? undefined : roleDefaults[options.role];
    const inner = options.submenu ?? roleSubmenu(options.role);
    if (options.type === 'submenu' && inner === null) throw new Error('Invalid submenu');
    this.commandId = made;
    this.id = options.id ?? '';
    this.type = options.type ?? (inner === null ? 'normal' : 'submenu');
    if (options.role !== undefined) this.role = options.role;
    this.label = options.label ?? defaults?.label ?? '';
    if (this.label === '' && this.type !== 'separator') {
      throw new TypeError('Required parameter missing or not a string: label, role or type');
    }
    this.sublabel = options.sublabel ?? '';
    this.toolTip = options.toolTip ?? '';
    this.accelerator = options.accelerator ?? defaults?.accelerator ?? null;
    this.registerAccelerator = options.registerAccelerator ?? true;
    this.edits = defaults?.edits ?? null;
    this.enabled = options.enabled ?? true;
    this.visible = options.visible ?? true;
    this.checked = options.checked ?? false;
    this.#onClick = options.click;
    this.submenu =
      inner === null ? undefined : Array.isArray(inner) ? build(inner) : (inner as unknown as HostMenu);
  }

  joins(menu: HostMenu): void {
    this.menu = menu;
  }

  /** Does what the item is for, in `window`. */
  activate(window: HostBrowserWindow | null): void {
    if (this.type === 'checkbox') this.checked = !this.checked;
    if (this.type === 'radio') {
      for (const other of this.menu?.entries ?? [])
        if (other.type === 'radio') other.checked = other === this;
    }
    if (this.#onClick !== undefined) {
      const at = window === null ? undefined : asBrowserWindow(window);
      this.#onClick(asMenuItem(this), at, Object.assign(new HostEvent(), { triggeredByAccelerator: false }));
    } else if (window !== null) {
      this.#playRole(window);
    } else if (this.role === 'quit') {
      app.quit();
    }
  }

  click(): void {
    this.activate(null);
  }

  #playRole(window: HostBrowserWindow): void {
    if (this.edits !== null) window.contents.edit(this.edits);
    switch (this.role) {
      case 'quit':
        return app.quit();
      case 'close':
        return window.close();
      case 'minimize':
        return window.minimize();
      case 'reload':
      case 'forceReload':
        return window.reload();
      case 'resetZoom':
        return window.contents.setZoomLevel(0);
      case 'zoomIn':
        return window.contents.setZoomLevel(window.contents.zoomLevel + 0.5);
      case 'zoomOut':
        return window.contents.setZoomLevel(window.contents.zoomLevel - 0.5);
      case 'togglefullscreen':
        return window.setFullScreen(!window.isFullScreen());
      default:
    }
  }
}
refuseMissing(HostMenuItem.prototype, 'MenuItem');
