const mostShown = 50;

/** The suggestions that fit what is typed: those that begin with it, then those that contain it. Nothing typed fits all. */
export function narrowSuggestions(suggestions: readonly string[], typed: string): readonly string[] {
  const wanted = typed.trim().toLowerCase();
  const fitting = suggestions.filter((suggestion) => {
    const text = suggestion.toLowerCase();
    return text.includes(wanted) && text !== wanted;
  });
  const begins = fitting.filter((suggestion) => suggestion.toLowerCase().startsWith(wanted));
  const contains = fitting.filter((suggestion) => !suggestion.toLowerCase().startsWith(wanted));
  return [...begins, ...contains].slice(0, mostShown);
}
