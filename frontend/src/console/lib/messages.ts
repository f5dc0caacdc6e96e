import { ApiError } from '@/lib/api/problem';
import { upperFirst } from '@/lib/text';

/** messageOf returns the message to show for a change that failed. */
export function messageOf(error: unknown): string {
  if (!(error instanceof ApiError)) return 'Can’t reach the shop. Nothing was changed.';
  if (error.status === 403) return 'Your role does not allow this.';
  if (error.status >= 500) return `Something went wrong.${error.requestId ? ` Reference: ${error.requestId}.` : ''}`;
  return `${upperFirst(error.field ? `${error.field} ${error.detail.replace(`${error.field} `, '')}` : error.detail)}.`;
}
