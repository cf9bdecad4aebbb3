/** A whole number in at least so many digits, the sign not counted: -1 in four digits is "-0001". */
export function renderDigits(number: number, digits: number): string {
  const text = String(Math.abs(number)).padStart(digits, "0");
  return number < 0 ? `-${text}` : text;
}
