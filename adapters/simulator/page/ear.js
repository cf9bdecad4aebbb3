/** One has one ear for all phones: who turns the sound of one on, turns the others' off. */
const listeners = new Set();

/** `silence` is called when another phone is listened to. The result is to be called when this one is. */
export function shareEar(silence) {
  listeners.add(silence);
  return {
    take: () => listeners.forEach((other) => other !== silence && other()),
    leave: () => listeners.delete(silence),
  };
}
