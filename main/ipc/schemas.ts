import * as z from 'zod';
import { severities } from '../../core/entries/entry.ts';
import { profileNames } from '../../core/upgrade/upgrade-types.ts';
import type { Mapping } from '../../core/transfer/mapping/mapping.ts';
import { exportFormats, sourceFormats, textEncodings } from '../../core/transfer/transfer-types.ts';
import type { Channel, Requests } from '../../preload/api.ts';

// These check the form of what the window sends. What makes a good entry (a title, text of sensible length) is the
// knowledge base's own business, so that the window and the command line give the same answers.
const text = z.string().max(10_000_000);
const id = z.string().min(1).max(500);
const time = z.union([z.string().max(100), z.date()]);
const version = z.string().min(1).max(200);
const nothing = z.undefined();
const metadata = z.record(z.string(), z.json()).refine(isTree, 'what contains itself cannot be kept as JSON');

const entryFields = {
  title: text,
  problem: text,
  solution: text,
  category: text.exactOptional(),
  severity: z.enum(severities).exactOptional(),
  tags: z.array(text).max(10_000).exactOptional(),
  archived: z.boolean().exactOptional(),
  metadata: metadata.exactOptional(),
};

const newEntry = z.strictObject({
  ...entryFields,
  id: id.exactOptional(),
  createdAt: time.exactOptional(),
  created_at: time.exactOptional(),
  updatedAt: time.exactOptional(),
  author: text.exactOptional(),
});

const entryPatch = z.strictObject({
  ...entryFields,
  title: text.exactOptional(),
  problem: text.exactOptional(),
  solution: text.exactOptional(),
});

const searchRequest = z.strictObject({
  query: text,
  limit: z.int().min(1).max(10_000),
  offset: z.int().min(0),
  includeArchived: z.boolean(),
});

export const settingsRequest = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']),
  author: z.string().trim().max(200),
  listShare: z.number().min(0.2).max(0.8),
  backups: z.enum(['off', 'daily', 'weekly']),
  profile: z.enum(profileNames),
});

const entrySelection = z.strictObject({
  category: text.exactOptional(),
  tags: z.array(text).max(10_000).exactOptional(),
  query: text.exactOptional(),
  ids: z.array(id).max(1_000_000).exactOptional(),
  since: z.string().max(100).exactOptional(),
  until: z.string().max(100).exactOptional(),
});
// Its own failure names the place at fault, so it is read where it is used.
const mapping = z.custom<Mapping>((value) => typeof value === 'object' && value !== null, 'is not a mapping');
const sourceOptions = {
  path: text,
  format: z.enum(sourceFormats).exactOptional(),
  encoding: z.enum(textEncodings).exactOptional(),
  delimiter: z.string().length(1).exactOptional(),
  selection: entrySelection.exactOptional(),
  mapping: mapping.exactOptional(),
};
const importChoice = z.strictObject({
  ...sourceOptions,
  mode: z.enum(['merge', 'replace']),
  onBadRecord: z.enum(['skip', 'stop']),
  backup: z.boolean(),
});

type RequestSchemas = { readonly [C in Channel]: z.ZodType<Requests[C]['request']> };

/** What each channel accepts. Anything else is refused, unknown fields included. */
export const requestSchemas: RequestSchemas = {
  'app:info': nothing,
  'app:copy-text': z.strictObject({ text }),
  'app:show-database': nothing,
  'app:show-log': nothing,
  'app:open-link': z.strictObject({ url: text }),
  'settings:get': nothing,
  'settings:save': z.strictObject({
    theme: settingsRequest.shape.theme.exactOptional(),
    author: settingsRequest.shape.author.exactOptional(),
    listShare: settingsRequest.shape.listShare.exactOptional(),
    backups: settingsRequest.shape.backups.exactOptional(),
    profile: settingsRequest.shape.profile.exactOptional(),
  }),
  'database:status': nothing,
  'database:stats': nothing,
  'database:health': nothing,
  'database:rebuild-index': nothing,
  'database:open-read-only': nothing,
  'database:open-for-writing': nothing,
  'database:salvage': nothing,
  'backups:list': nothing,
  'backups:create': nothing,
  'backups:choose': nothing,
  'backups:plan-restore': z.strictObject({ path: text }),
  'backups:restore': z.strictObject({ path: text }),
  'backups:undo-restore': nothing,
  'backups:show-folder': nothing,
  'backups:entries': z.strictObject({ path: text, query: text, limit: z.int().min(1).max(10_000) }),
  'backups:recover-entries': z.strictObject({ path: text, ids: z.array(id).min(1).max(100_000) }),
  'backups:choose-second-folder': nothing,
  'backups:no-second-folder': nothing,
  'upgrade:state': nothing,
  'upgrade:later': nothing,
  'upgrade:cancel': nothing,
  'upgrade:checklist': nothing,
  'upgrade:plan': nothing,
  'upgrade:back-up': nothing,
  'upgrade:rehearse': nothing,
  'upgrade:run': z.strictObject({ confirmed: z.boolean() }),
  'rollback:plan': z.strictObject({ to: version }),
  'rollback:run': z.strictObject({ to: version }),
  'schema:history': nothing,
  'schema:settle-conflict': z.strictObject({ id: z.int().min(0), choice: z.enum(['kept', 'present']) }),
  'entries:get': z.strictObject({ id }),
  'entries:add': z.strictObject({ entry: newEntry }),
  'entries:update': z.strictObject({ id, patch: entryPatch, expectedRevision: z.int().min(1) }),
  'entries:set-archived': z.strictObject({ id, archived: z.boolean() }),
  'entries:history': z.strictObject({ id }),
  'entries:recents': nothing,
  'entries:opened': z.strictObject({ id }),
  'entries:similar-titles': z.strictObject({ title: text, excludeId: id.nullable() }),
  'entries:vocabulary': nothing,
  'search:page': searchRequest,
  'search:facets': searchRequest,
  'transfer:export': z.strictObject({
    format: z.enum(exportFormats),
    selection: entrySelection.nullable(),
    byteOrderMark: z.boolean(),
  }),
  'transfer:show-exported': nothing,
  'transfer:choose': z.strictObject({ what: z.enum(['file', 'folder']) }),
  'transfer:preview': z.strictObject(sourceOptions),
  'transfer:check': importChoice,
  'transfer:import': importChoice,
  'mappings:list': z.strictObject({ columns: z.array(text).max(100_000) }),
  'mappings:save': z.strictObject({ mapping }),
  'mappings:remove': z.strictObject({ name: text }),
  'starter:load': nothing,
  'work:cancel': z.strictObject({ id }),
  'window:confirm-close': z.strictObject({ unsaved: z.boolean() }),
};

/** Messages between window and program may hold objects that contain themselves; JSON may not. */
function isTree(value: unknown): boolean {
  try {
    JSON.stringify(value);
    return true;
  } catch {
    return false;
  }
}
