/** Stands between a channel and a queue of its own. */
const QUEUE_SIGN = "#";

/** The channel that an effect names, without the queue. */
export function channelOf(name: string): string {
  return name.split(QUEUE_SIGN, 1)[0] ?? name;
}

/**
 * Names a queue of a channel's own in an effect. Effects of one session that name the same queue are delivered in the order of
 * their making; those of others do not wait for them.
 */
export function queueOf(channel: string, queue: string): string {
  return `${channel}${QUEUE_SIGN}${queue}`;
}
