import type { MenuItemConstructorOptions } from 'electron';
import { HostMenuItem } from './menu-item.ts';
import { HostMenu } from './menu.ts';

/** `MenuItem` as the program constructs it. */
export class ProgramMenuItem extends HostMenuItem {
  constructor(options: MenuItemConstructorOptions) {
    super(options, (template) => HostMenu.buildFromTemplate(template));
  }
}
