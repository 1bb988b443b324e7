import { mappedFields, type MappedField } from './mapping.ts';

/** What other programs and people call the fields of an entry, the surest first: words written together, without accents and in lower case. */
const names: Readonly<Record<MappedField, string>> = {
  id: 'id sysid uuid guid entryid articleid incidentid ticketid issuekey key incidentnumber ticketnumber number incident ticket kbid nummer numero ticketnummer vorgangsnummer',
  title:
    'title titel titre shortdescription briefdescription summary subject headline kurzbeschreibung betreff issuesummary problemsummary articletitle pagetitle entrytitle sujet objet resume uberschrift ueberschrift kurztext bezeichnung thema libelle intitule topic name',
  problem:
    'problem problemdescription description detaileddescription detaileddecription fulldescription issuedescription longdescription beschreibung problembeschreibung fehlerbeschreibung detailbeschreibung symptom symptoms symptome details detail probleme descriptiondetaillee sachverhalt fehlerbild storung stoerung fehler error errordescription issue question frage langtext body content text inhalt contenu notes bemerkung',
  solution:
    'solution losung loesung resolution resolutionnotes resolutiondescription closenotes closurenotes resolutiontext solutiondescription losungsbeschreibung loesungsbeschreibung problemlosung problemloesung fix workaround fixdescription answer antwort reponse abhilfe wiegelost wiegeloest behebung massnahme massnahmen correctiveaction correction correctif actiontaken action remedy rca worknotes comments kommentar commentaires',
  category:
    'category kategorie categorie type typ art area subsystem component components rubrik issuetype problemtype incidenttype producttype product produkt application anwendung system bereich domaine service subcategory producttier1 productcategorizationtier1 categorizationtier1 space',
  severity:
    'severity schweregrad gravite priority prioritat prioritaet priorite prio sev criticality kritikalitat kritikalitaet criticite urgency dringlichkeit urgence impact auswirkung',
  tags: 'tags keywords keyword labels label tag stichworte stichworter stichwoerter stichwort schlagworte schlagworter schlagwoerter schlagwort motscles motcle etiquettes metatags searchterms suchbegriffe',
  archived: 'archived archiviert archive isarchived obsolete retired veraltet inactive',
  createdAt:
    'createdat createdon created createdtimestamp creationdate createdate createddate datecreated syscreatedon opened openedat openedon opentime submitdate submitted reporteddate reportedon dateopened erstelltam erstellt erstelldatum erstellungsdatum angelegtam angelegt anlagedatum eroffnetam eroeffnetam eroffnet gemeldetam creele datedecreation datecreation ouvertle timestamp date datum zeitstempel',
  updatedAt:
    'updatedat updatedon updated updatetime updatedate lastupdate updatedtimestamp lastupdated modifiedat modifiedon modified modifieddate lastmodified lastmodifieddate lastmodifiedon datemodified sysupdatedon changedat changedon changed lastchanged geandertam geaendertam geandert geaendert anderungsdatum aenderungsdatum zuletztgeandert zuletztgeaendert letzteanderung letzteaenderung aktualisiertam modifiele datedemodification misajourle',
  author:
    'author autor auteur wer createdby syscreatedby openedby submitter submittedby reporter reportedby creator writtenby ersteller erstelltvon verfasser angelegtvon gemeldetvon melder creepar redacteur',
};

/** Words that programs put before a column's own name. */
const before = new Set([
  'u',
  'sys',
  'x',
  'cf',
  'fld',
  'kb',
  'incident',
  'ticket',
  'case',
  'issue',
  'article',
  'problem',
  'record',
]);

const byField = mappedFields.map((field) => ({ field, words: names[field].split(' ') }));

/** How well a column's name names a field: 0 for not at all, 1000 for the best. */
export function nameScores(column: string): ReadonlyMap<MappedField, number> {
  const parts = wordsOf(column);
  const whole = parts.join('');
  const [first = ''] = parts;
  const short = parts.length > 1 && before.has(first) ? parts.slice(1).join('') : null;
  const scores = new Map<MappedField, number>();
  for (const { field, words } of byField) {
    const score = Math.max(
      exact(words, whole),
      short === null ? 0 : exact(words, short) - 5,
      within(words, whole, field),
    );
    if (score > 0) scores.set(field, score);
  }
  return scores;
}

function exact(words: readonly string[], name: string): number {
  const rank = words.indexOf(name);
  return rank === -1 ? 0 : 1_000 - 4 * rank;
}

/** A longer word within the name; of a solution's description, the solution counts. */
function within(words: readonly string[], name: string, field: MappedField): number {
  if (field === 'id' || field === 'archived' || name.length > 60) return 0;
  const rank = words.findIndex((word) => word.length >= 6 && name.includes(word));
  return rank === -1 ? 0 : (field === 'solution' ? 450 : 400) - 4 * rank;
}

/** `Custom field (Root Cause)`, `fields.rootCause` and `u_root_cause` have the words `root cause`. */
function wordsOf(column: string): readonly string[] {
  const inner = /^custom field \((.+)\)$/i.exec(column)?.[1] ?? column;
  // Of `priority.name`, the first part says what it is.
  const telling = inner.replace(/\.(?:name|value|displayName|display_value|text|label)$/, '');
  const last = telling.slice(telling.lastIndexOf('.') + 1) || telling;
  const spaced = last.replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2').replaceAll('ß', 'ss');
  const plain = spaced.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return plain.match(/[a-z\d]+/g) ?? [];
}
