/** textOf returns the text of a form's field, or "" if the form does not contain it. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}
