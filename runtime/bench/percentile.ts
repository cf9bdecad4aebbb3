/** The value that this part (0 to 1) of sorted values do not exceed; 0 where there are none. */
export function percentile(sorted: Float64Array, part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}
