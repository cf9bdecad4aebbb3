/** The value that this part (0 to 1) of sorted values do not exceed; 0 where there are none. */
export function percentile(sorted: Float64Array, part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

/** What is told of latencies in milliseconds, to a tenth. */
export function latencySummary(latencies: readonly number[]): { p50_ms: number; p99_ms: number; max_ms: number } {
  const sorted = Float64Array.from(latencies).sort();
  const at = (part: number): number => Math.round(percentile(sorted, part) * 10) / 10;
  return { p50_ms: at(0.5), p99_ms: at(0.99), max_ms: at(1) };
}
