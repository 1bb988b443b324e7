import { quoteLexeme } from './index-text.ts';

/** What the index is asked for, before it is put into either engine's words. */
export type MatchExpression =
  | { readonly kind: 'term'; readonly term: string; readonly prefix: boolean }
  | { readonly kind: 'phrase'; readonly terms: readonly string[]; readonly prefix: boolean }
  | { readonly kind: 'all' | 'any'; readonly of: readonly MatchExpression[] };

export function all(of: readonly MatchExpression[]): MatchExpression {
  const [only] = of;
  return of.length === 1 && only !== undefined ? only : { kind: 'all', of };
}

export function any(of: readonly MatchExpression[]): MatchExpression {
  const [only] = of;
  return of.length === 1 && only !== undefined ? only : { kind: 'any', of };
}

/** The expression for FTS5's MATCH. Every term stands in quotes, so nothing in it is syntax. */
export function toFts(expression: MatchExpression): string {
  switch (expression.kind) {
    case 'term':
      return quoteFts(expression.term) + (expression.prefix ? ' *' : '');
    case 'phrase':
      return quoteFts(expression.terms.join(' ')) + (expression.prefix ? ' *' : '');
    case 'all':
      return `(${expression.of.map(toFts).join(' AND ')})`;
    case 'any':
      return `(${expression.of.map(toFts).join(' OR ')})`;
  }
}

/** The expression as a literal of PostgreSQL's type tsquery, every term in quotes. */
export function toTsquery(expression: MatchExpression): string {
  switch (expression.kind) {
    case 'term':
      return quoteLexeme(expression.term) + (expression.prefix ? ':*' : '');
    case 'phrase': {
      const last = expression.terms.length - 1;
      const parts = expression.terms.map(
        (term, index) => quoteLexeme(term) + (expression.prefix && index === last ? ':*' : ''),
      );
      return `(${parts.join(' <-> ')})`;
    }
    case 'all':
      return `(${expression.of.map(toTsquery).join(' & ')})`;
    case 'any':
      return `(${expression.of.map(toTsquery).join(' | ')})`;
  }
}

function quoteFts(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
