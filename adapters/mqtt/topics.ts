/** Whether a topic filter takes in a topic (MQTT 5, section 4.7): `+` is one level, `#` all further ones. */
export function matchesTopic(filter: string, topic: string): boolean {
  // Topics of the broker itself are not for wildcards.
  if (topic.startsWith("$") && /^[+#]/.test(filter)) return false;
  const wanted = filter.split("/");
  const levels = topic.split("/");
  for (const [index, level] of wanted.entries()) {
    if (level === "#") return true;
    if (index >= levels.length || (level !== "+" && level !== levels[index])) return false;
  }
  return wanted.length === levels.length;
}
