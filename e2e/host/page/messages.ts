/** What a window's preload world tells the host. Values of the program are carried as text of the clone codec. */
export type FromPage =
  | { readonly type: 'started'; readonly url: string }
  | { readonly type: 'invoke'; readonly id: number; readonly channel: string; readonly values: string }
  | { readonly type: 'send'; readonly channel: string; readonly values: string }
  | { readonly type: 'preload-failed'; readonly message: string; readonly stack: string }
  | { readonly type: 'navigate'; readonly url: string }
  | { readonly type: 'painted' }
  | { readonly type: 'title'; readonly title: string }
  | { readonly type: 'accelerator'; readonly id: number }
  | { readonly type: 'zoom'; readonly level: number }
  | { readonly type: 'context-menu'; readonly details: ContextMenuDetails };

/** What the host tells a window's preload world. */
export type ToPage =
  | { readonly type: 'reply'; readonly id: number; readonly value: string }
  | { readonly type: 'reply-failed'; readonly id: number; readonly message: string }
  | { readonly type: 'event'; readonly channel: string; readonly values: string }
  | { readonly type: 'accelerators'; readonly list: readonly PageAccelerator[] }
  | { readonly type: 'zoom'; readonly level: number };

/** A key combination of the menu that the page listens for. */
export interface PageAccelerator {
  readonly id: number;
  /** As in `KeyboardEvent.key`, in lower case. */
  readonly key: string;
  readonly control: boolean;
  readonly meta: boolean;
  readonly alt: boolean;
  /** Null where it makes no difference, as for `+`, which needs Shift on some keyboards. */
  readonly shift: boolean | null;
  /** True where the browser does the work itself, as for copy and paste. */
  readonly native: boolean;
}

/** Where the pointer was and what was under it when a context menu was asked for. */
export interface ContextMenuDetails {
  readonly x: number;
  readonly y: number;
  readonly linkURL: string;
  readonly selectionText: string;
  readonly isEditable: boolean;
}

/** What the host gives a page's preload world to start with. */
export interface PageSetup {
  /** Names the binding and the entry points of this window's host code; unknown to the page. */
  readonly secret: string;
  readonly platform: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly additionalArguments: readonly string[];
  readonly zoomLevel: number;
  /** Whether the page's window can be closed by hand, which the program is asked about first. */
  readonly closable: boolean;
}
