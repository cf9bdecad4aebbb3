import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const FILE_NAME = "switchboard-token";
const TOKEN_BYTES = 24;

/** The token that guards the APIs. */
export interface ApiToken {
  readonly token: string;
  /** It did not exist before: whoever started the process has to be told. */
  readonly made: boolean;
}

/** A token of the documented APIs, and the account that it opens; without one it is the operator's and opens every account. */
export interface AccountToken {
  readonly token: string;
  readonly account?: string;
}

/**
 * The token of the settings or of `SWITCHBOARD_TOKEN`; else the one that was made at the first start and is kept in the user
 * directory, readable by its owner alone.
 */
export async function loadToken(options: {
  readonly setting?: string | undefined;
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly userDir: string;
}): Promise<ApiToken> {
  const { setting, environment = process.env, userDir } = options;
  const given = environment["SWITCHBOARD_TOKEN"] || setting;
  if (given) return { token: given, made: false };
  const file = join(userDir, FILE_NAME);
  return (await readToken(file)) ?? (await makeToken(file));
}

async function readToken(file: string): Promise<ApiToken | undefined> {
  try {
    const token = (await readFile(file, "utf8")).trim();
    return token === "" ? undefined : { token, made: false };
  } catch (error) {
    if (isErrorCode(error, "ENOENT")) return undefined;
    throw error;
  }
}

async function makeToken(file: string): Promise<ApiToken> {
  const token = randomBytes(TOKEN_BYTES).toString("base64url");
  await writeFile(file, `${token}\n`, { mode: 0o600 });
  return { token, made: true };
}

function isErrorCode(error: unknown, code: string): boolean {
  return typeof error === "object" && error !== null && "code" in error && error.code === code;
}

/** Compares in a time that says nothing about where two tokens differ. */
export function sameToken(expected: string, given: string): boolean {
  return timingSafeEqual(digest(expected), digest(given));
}

function digest(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}
