/** A token of RFC 9110. */
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

export function isHeaderName(name: string): boolean {
  return TOKEN.test(name);
}

/** Whether a text can be read as a URL, relative ones included: a service will say that it cannot reach those. */
export function isUrl(text: string): boolean {
  if (text === "") return false;
  const [firstSegment = ""] = text.split(/[/?#]/, 1);
  return URL.canParse(text) || (!firstSegment.includes(":") && URL.canParse(text, "http://host/"));
}
