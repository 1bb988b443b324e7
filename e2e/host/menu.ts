import type { Menu, MenuItem, MenuItemConstructorOptions } from 'electron';
import { parseAccelerator } from './accelerator.ts';
import type { HostBrowserWindow } from './browser-window.ts';
import { HostEmitter } from './host-emitter.ts';
import { HostEvent } from './host-event.ts';
import { asMenuItem } from './as-electron.ts';
import { HostMenuItem } from './menu-item.ts';
import { missing, refuseMissing } from './missing.ts';
import { openWindows } from './open-windows.ts';
import type { PageAccelerator } from './page/messages.ts';

type Supported = Pick<Menu, 'append' | 'insert' | 'getMenuItemById' | 'items' | 'popup' | 'closePopup'>;

let applicationMenu: HostMenu | null = null;
let openPopup: { readonly menu: HostMenu; readonly closed: () => void } | null = null;

/** A menu. Nothing draws it: tests look at it and click it, and its accelerators work in the windows. */
export class HostMenu extends HostEmitter implements Supported {
  readonly entries: HostMenuItem[] = [];

  constructor() {
    super('Menu', ['menu-will-show', 'menu-will-close'], []);
  }

  get items(): MenuItem[] {
    return this.entries.map(asMenuItem);
  }

  append(item: MenuItem): void {
    this.insert(this.entries.length, item);
  }

  insert(position: number, item: MenuItem): void {
    if (!(item instanceof HostMenuItem)) throw new TypeError('Invalid item: a MenuItem is expected.');
    this.entries.splice(position, 0, item);
    item.joins(this);
    if (applicationMenu !== null) announceAccelerators();
  }

  getMenuItemById(id: string): MenuItem | null {
    const found = everyItem(this).find((item) => item.id === id);
    return found === undefined ? null : asMenuItem(found);
  }

  popup(options: { readonly callback?: () => void } = {}): void {
    openPopup?.closed();
    this.emit('menu-will-show', new HostEvent());
    openPopup = {
      menu: this,
      closed: () => {
        openPopup = null;
        this.emit('menu-will-close', new HostEvent());
        options.callback?.();
      },
    };
  }

  closePopup(): void {
    if (openPopup?.menu === this) openPopup.closed();
  }

  static buildFromTemplate(template: readonly (MenuItemConstructorOptions | MenuItem)[]): HostMenu {
    if (!Array.isArray(template))
      throw new TypeError('Invalid template for Menu: Menu template must be an array');
    const menu = new HostMenu();
    for (const given of template) {
      if ('before' in given || 'after' in given)
        throw missing('menu items that are placed before or after others');
      const item =
        given instanceof HostMenuItem
          ? given
          : new HostMenuItem(given as MenuItemConstructorOptions, HostMenu.buildFromTemplate);
      menu.append(asMenuItem(item));
    }
    return menu;
  }

  static setApplicationMenu(menu: HostMenu | null): void {
    applicationMenu = menu;
    announceAccelerators();
  }

  static getApplicationMenu(): HostMenu | null {
    return applicationMenu;
  }
}
refuseMissing(HostMenu.prototype, 'Menu');

/** Every item of `menu` and of the menus in it, top to bottom. */
export function everyItem(menu: HostMenu): readonly HostMenuItem[] {
  return menu.entries.flatMap((item) => [
    item,
    ...(item.submenu === undefined ? [] : everyItem(item.submenu)),
  ]);
}

/** The menu that a click would go to: the open context menu, or else the application menu. */
export function menuInReach(): HostMenu | null {
  return openPopup?.menu ?? applicationMenu;
}

/** Clicks `item` as a user does; an open context menu closes. Throws where the item cannot be clicked. */
export function clickItem(item: HostMenuItem, window: HostBrowserWindow | null): void {
  if (!item.enabled) throw new Error(`The menu item '${item.label}' is disabled.`);
  if (!item.visible) throw new Error(`The menu item '${item.label}' is not visible.`);
  openPopup?.closed();
  item.activate(window);
}

/** The accelerators of the application menu that windows listen for. */
export function pageAccelerators(): readonly PageAccelerator[] {
  if (applicationMenu === null) return [];
  return everyItem(applicationMenu).flatMap((item) => {
    if (item.accelerator === null || !item.registerAccelerator) return [];
    const native = item.edits !== null;
    return [{ ...parseAccelerator(item.accelerator, process.platform), id: item.commandId, native }];
  });
}

/** Does what the accelerator's item does, where it is enabled. */
export function triggerAccelerator(commandId: number, window: HostBrowserWindow): void {
  if (applicationMenu === null) return;
  const item = everyItem(applicationMenu).find((one) => one.commandId === commandId);
  if (item?.enabled === true) item.activate(window);
}

function announceAccelerators(): void {
  for (const window of openWindows())
    window.contents.post({ type: 'accelerators', list: pageAccelerators() });
}
