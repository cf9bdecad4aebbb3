/** What a time that has not come is given as (voipbin-flow.md section 1.5). */
export const NEVER = "9999-01-01 00:00:00.000000";

const TIME = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?Z?$/;

/** Milliseconds since 1970 UTC as the system writes times: `2022-02-03 05:37:48.545000`, in UTC. */
export function timeText(milliseconds: number | undefined): string {
  if (milliseconds === undefined) return NEVER;
  return `${new Date(milliseconds).toISOString().replace("T", " ").slice(0, -1)}000`;
}

/** The other way; RFC 3339 in UTC is read too. Undefined: it is no time. */
export function readTime(text: string): number | undefined {
  const [, day, time, fraction = ""] = TIME.exec(text) ?? [];
  if (day === undefined) return undefined;
  const milliseconds = Date.parse(`${day}T${time}.${fraction.padEnd(3, "0").slice(0, 3)}Z`);
  return Number.isNaN(milliseconds) ? undefined : milliseconds;
}
