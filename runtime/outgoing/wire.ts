import type { IncomingMessage } from "node:http";
import type { Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";

/** A request as it goes over the wire. Headers are in the order in which they are sent. */
export interface WireRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array;
}

/** An answer whose body is longer than the limit. */
export class ResponseTooLarge extends Error {
  override readonly name = "ResponseTooLarge";

  constructor(limit: number) {
    super(`the response has more than ${limit} bytes`);
  }
}

/** The request as text: request line, headers, body. */
export function requestText({ method, url, headers, body }: WireRequest): string {
  const lines = [
    `${method} ${url.pathname}${url.search} HTTP/1.1`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
  ];
  return `${lines.join("\r\n")}\r\n\r\n${Buffer.from(body).toString()}`;
}

/** Status line and headers, up to and with the empty line. */
export function responseHead({ httpVersion, statusCode, statusMessage, rawHeaders }: IncomingMessage): string {
  const lines = [`HTTP/${httpVersion} ${statusCode} ${statusMessage}`];
  for (let index = 0; index < rawHeaders.length; index += 2)
    lines.push(`${rawHeaders[index]}: ${rawHeaders[index + 1]}`);
  return `${lines.join("\r\n")}\r\n\r\n`;
}

/** Reads a body, decompressed. Throws `ResponseTooLarge` as soon as it is, so that no archive can blow up here. */
export async function readResponse(response: IncomingMessage, limit: number): Promise<Uint8Array> {
  const decoder = decoderOf(response.headers["content-encoding"]);
  // An error of the connection must reach the reader, which hears only the decoder.
  const body = decoder ? response.on("error", (error) => decoder.destroy(error)).pipe(decoder) : response;
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > limit) throw new ResponseTooLarge(limit);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function decoderOf(encoding: string | undefined): Transform | undefined {
  switch (encoding?.trim().toLowerCase()) {
    case "gzip":
    case "x-gzip":
      return createGunzip();
    case "deflate":
      return createInflate();
    case "br":
      return createBrotliDecompress();
    default:
      return undefined;
  }
}
