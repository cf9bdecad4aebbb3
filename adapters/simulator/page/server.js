/** Sends JSON to the simulator's API. Throws an Error with the server's own words. */
export async function send(path, body) {
  const response = await fetch(`simulator/${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  }).catch(() => {
    throw new Error("Switchboard does not answer. Is it running?");
  });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer.error?.message ?? `Switchboard answered with ${response.status}.`);
  return answer;
}

/**
 * Looks at one thing that happens: a chat, a call or a phone. `onNews` gets the news, `onState` hears "open", "lost" (the browser
 * tries again by itself) or "gone" (it does not). The result ends it.
 */
export function watch(query, onNews, onState) {
  const source = new EventSource(`simulator/feed?${new URLSearchParams(query)}`);
  source.onmessage = ({ data }) => onNews(JSON.parse(data));
  source.onopen = () => onState("open");
  source.onerror = () => onState(source.readyState === EventSource.CLOSED ? "gone" : "lost");
  return () => source.close();
}

/** What to tell a person of a state of `watch`; undefined when all is well. */
export const stateNotices = {
  lost: "The connection is lost. Trying again…",
  gone: "The connection has ended. Load the page again.",
};
