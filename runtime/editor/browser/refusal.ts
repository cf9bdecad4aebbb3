/** What jQuery says of a request that was refused, or not answered. */
export interface Refusal {
  readonly responseText?: string;
  readonly responseJSON?: unknown;
  readonly statusText?: string;
}

export function refusalText({ responseText, statusText }: Refusal): string {
  return responseText || statusText || "There was no answer.";
}
