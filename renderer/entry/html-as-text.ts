/** A node of the Markdown reader's tree, as far as it matters here. */
interface MarkdownNode {
  type: string;
  value?: string;
  children?: MarkdownNode[];
}

/** A plugin of the Markdown reader: HTML that somebody typed into an entry is text like any other. */
export function htmlAsText() {
  return (tree: MarkdownNode): void => turnHtmlToText(tree);
}

function turnHtmlToText(node: MarkdownNode): void {
  if (node.type === 'html') node.type = 'text';
  node.children?.forEach(turnHtmlToText);
}
