import type { Generated } from 'kysely';
import type { LinkOrigin } from './incidents.ts';

/** The tables since `003-mvp3-code-analysis`. */
export interface CodeTables {
  code_files: CodeFileTable;
  code_symbols: CodeSymbolTable;
  code_references: CodeReferenceTable;
  kb_code_links: CodeLinkTable;
}

interface CodeFileTable {
  id: string;
  file_path: string;
  file_type: 'cobol' | 'jcl' | 'copybook';
  /** The member's name: `PAYR0100`. */
  name: string;
  name_key: string;
  content: string | null;
  /** SHA-256 of the file as it was read, in hex. */
  checksum: string | null;
  size_bytes: number;
  line_count: number;
  imported_at: string;
  parsed_at: string | null;
  metadata: string;
}

/** Something that a file defines: a division, a paragraph, a step, a data item. Lines count from 1, both ends included. */
interface CodeSymbolTable {
  id: Generated<number>;
  code_file_id: string;
  parent_id: number | null;
  kind: string;
  name: string;
  name_key: string;
  line_start: number;
  line_end: number;
}

/** A place where a file names something: a CALL, a COPY, a data set. */
interface CodeReferenceTable {
  id: Generated<number>;
  code_file_id: string;
  target_file_id: string | null;
  kind: string;
  name: string;
  name_key: string;
  line_start: number;
  line_end: number;
}

/** A link between an entry and lines of a file, or, without lines, the whole file. */
interface CodeLinkTable {
  id: Generated<number>;
  kb_entry_id: string;
  code_file_id: string;
  line_start: number | null;
  line_end: number | null;
  confidence: number;
  origin: LinkOrigin;
  evidence: string;
  created_at: string;
  created_by: string;
}
