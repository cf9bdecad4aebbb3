/** Whether Twilio dials it as a number (E.164). */
export function isNumber(address: string): boolean {
  return /^\+[1-9][0-9]{1,14}$/.test(address);
}
