/** upperFirst returns the text with a capital first letter. */
export const upperFirst = (text = ''): string => text.charAt(0).toUpperCase() + text.slice(1);
